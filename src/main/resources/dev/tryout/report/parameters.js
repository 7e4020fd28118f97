const searched = data.parameters.filter((parameter) => parameter.type !== "fixed");

/** An axis for a parameter: its range on its own scale, or its categories. A logarithmic one fits itself to the data. */
function parameterAxis(look, parameter) {
  if (parameter.type === "categorical") {
    return axis(look, {
      type: "category", data: parameter.values.map(String), boundaryGap: true,
      axisLabel: {color: look.quiet, width: 90, overflow: "truncate", interval: 0, hideOverlap: true},
    });
  }
  if (parameter.scale === "log") return axis(look, {type: "log"});
  const whole = parameter.type === "int";
  const single = parameter.min === parameter.max;
  const range = single ? {scale: true} : whole
    ? {min: parameter.min, max: parameter.max, interval: parameter.max - parameter.min <= 10 ? 1 : undefined, minInterval: 1}
    : roundBounds(parameter.min, parameter.max);
  return axis(look, {type: "value", ...range});
}

/** A value that an edit has put outside the parameter's range has no place on its axis. */
function parameterValue(parameter, trial) {
  const value = trial.configuration[parameter.name];
  const inside = parameter.type === "categorical" ? parameter.values.includes(value) : value >= parameter.min && value <= parameter.max;
  if (value === undefined || !inside) return "-";
  return parameter.type === "categorical" ? String(value) : value;
}

function parallelChart(look, width) {
  const ranked = data.trials.filter((trial) => trial.rank !== null);
  const range = bounds(ranked.map((trial) => trial.score), higherIsBetter);
  const used = searched.filter((parameter) => ranked.some((trial) => parameter.name in trial.configuration));
  const base = common(look);
  const rows = (trials) => trials.map((trial) => ({
    value: [...used.map((parameter) => parameterValue(parameter, trial)), trial.score], trial,
  }));
  const scoreDimension = used.length;
  const nameWidth = Math.max(40, (width - 90) / Math.max(1, used.length) - 12);
  const label = (options, name) => ({
    ...options, name, nameLocation: "end", nameGap: 12, splitLine: {show: false},
    nameTextStyle: {color: look.ink, width: nameWidth, overflow: "truncate"}, nameTruncate: {maxWidth: nameWidth},
  });
  const ramp = higherIsBetter ? [look.line, look.colour("complete")] : [look.colour("complete"), look.line];
  const dense = ranked.length > 100;
  return {
    ...base,
    legend: {show: false},
    tooltip: {...base.tooltip, trigger: "item", formatter: (item) => describe(item.data.trial)},
    parallel: {left: 48, right: 56, top: 44, bottom: 24},
    parallelAxis: [
      ...used.map((parameter, dim) => ({...label(parameterAxis(look, parameter), parameter.name), dim})),
      {...label(axis(look, {type: "value", ...range}), metric), dim: scoreDimension},
    ],
    visualMap: ranked.every(isChampion) ? [] : {show: false, type: "continuous", seriesIndex: 0, dimension: scoreDimension, min: range.min, max: range.max, inRange: {color: ramp}},
    series: [
      {
        name: "Trials", type: "parallel", smooth: false, inactiveOpacity: 0.04, activeOpacity: dense ? 0.5 : 0.85,
        lineStyle: {width: dense ? 1 : 1.5, opacity: dense ? 0.5 : 0.85},
        emphasis: {lineStyle: {width: 3, opacity: 1}},
        data: rows(ranked.filter((trial) => !isChampion(trial))),
      },
      {
        name: championName, type: "parallel", z: 5, lineStyle: {width: 3, opacity: 1, color: look.colour("champion")},
        data: rows(ranked.filter(isChampion)),
      },
    ].filter((series) => series.data.length > 0),
  };
}

/** A category's dots beside each other rather than on top: a shift that depends on the trial's number alone. */
const shift = (trial) => (((trial.trial * 0.618034) % 1) - 0.5) * 0.5;

function parameterChart(look, parameter) {
  const ranked = data.trials.filter((trial) => trial.rank !== null && parameterValue(parameter, trial) !== "-");
  const range = bounds(data.trials.filter((trial) => trial.rank !== null).map((trial) => trial.score), higherIsBetter);
  const categories = parameter.type === "categorical" ? parameter.values.map(String) : null;
  const place = (trial) => [
    categories ? categories.indexOf(parameterValue(parameter, trial)) + shift(trial) : parameterValue(parameter, trial),
    trial.score,
  ];
  const xAxis = categories
    ? axis(look, {
      type: "value", min: -0.5, max: categories.length - 0.5, interval: 1, axisTick: {show: false}, splitLine: {show: false},
      axisLabel: {show: false},
    })
    : {...parameterAxis(look, parameter), splitLine: {show: false}};
  const base = common(look);
  return {
    ...base,
    legend: {show: false},
    grid: {...base.grid, top: 12, bottom: 8, right: 20},
    xAxis: categories ? [xAxis, categoryLabels(look, categories)] : xAxis,
    yAxis: axis(look, {type: "value", ...range}),
    series: withRegion(look, parameter, categories, scoreDots(look, ranked, place)),
    graphic: ranked.length ? [] : [{type: "text", left: "center", top: "middle", style: {text: "no scored trial used it", fill: look.quiet, fontSize: 13}}],
  };
}

/** The first series carries the shade over the parameter's best values. */
function withRegion(look, parameter, categories, series) {
  const region = data.insights.regions.find((each) => each.parameter === parameter.name);
  if (!region || series.length === 0) return series;
  const spans = categories
    ? region.values.map((value) => categories.indexOf(String(value))).map((index) => [index - 0.5, index + 0.5])
    : [wideEnough(parameter, region.min, region.max)];
  const areas = spans.map(([from, to]) => [{xAxis: from}, {xAxis: to}]);
  return [{...series[0], markArea: {silent: true, itemStyle: {color: look.colour("complete"), opacity: 0.12}, data: areas}}, ...series.slice(1)];
}

/** Whole numbers are shaded half a step around. */
function wideEnough(parameter, from, to) {
  return parameter.type === "int" && parameter.scale !== "log"
    ? [Math.max(parameter.min, from - 0.5), Math.min(parameter.max, to + 0.5)] : [from, to];
}

/** Names under the places of a numeric axis, which dots can be shifted on. */
function categoryLabels(look, categories) {
  return axis(look, {
    type: "category", data: categories, position: "bottom", axisTick: {show: false}, splitLine: {show: false},
    axisLabel: {color: look.quiet, interval: 0, width: Math.max(30, 240 / categories.length), overflow: "truncate"},
  });
}
