/** Finite points of a trial's curve. */
function curve(trial, name) {
  return trial.measurements
    .filter((measurement) => Number.isFinite(measurement.metrics[name]))
    .map((measurement) => [measurement.epoch, measurement.metrics[name]]);
}

/** A polyline for each trial and a dot at its best epoch, both in the group that the legend shows and hides. */
function curvesChart(look, name) {
  const curved = data.trials
    .map((trial) => ({trial, points: curve(trial, name)}))
    .filter((entry) => entry.points.length > 0);
  const pointsOf = new Map(curved.map((entry) => [entry.trial, entry.points]));
  const values = curved.flatMap((entry) => entry.points.map((point) => point[1]));
  const lastEpoch = Math.max(1, ...curved.map((entry) => entry.points[entry.points.length - 1][0]));
  const range = bounds(values, name === metric ? higherIsBetter : undefined);
  const opacity = curved.length > 100 ? 0.3 : 0.55;
  const sections = grouped(curved.map((entry) => entry.trial)).map((group) => {
    const colour = look.colour(group.colour);
    const shared = {name: group.name, z: group.champion ? 5 : 2, tooltip: {formatter: (item) => describe(item.data.trial)}};
    return [
      {
        ...shared, type: "lines", coordinateSystem: "cartesian2d", polyline: true, clip: true,
        lineStyle: {color: colour, width: group.champion ? 3 : 1.25, opacity: group.champion ? 1 : opacity},
        itemStyle: {color: colour},
        emphasis: {lineStyle: {width: 3, opacity: 1}},
        data: group.trials.filter((trial) => pointsOf.get(trial).length > 1).map((trial) => ({coords: pointsOf.get(trial), trial})),
      },
      {
        ...shared, type: "scatter", symbolSize: group.champion ? 10 : 5,
        itemStyle: {color: colour, opacity: group.champion ? 1 : 0.8},
        data: group.trials.map((trial) => ({value: bestPoint(trial, pointsOf.get(trial)), trial})),
      },
    ];
  });
  return {
    ...common(look),
    xAxis: axis(look, {type: "value", name: "Epoch", min: 0, max: lastEpoch, interval: lastEpoch <= 12 ? 1 : undefined, minInterval: 1, splitLine: {show: false}}),
    yAxis: axis(look, {type: "value", ...range}),
    series: sections.flat(),
  };
}

function bestPoint(trial, points) {
  return points.find((point) => point[0] === trial.best_epoch) || points[points.length - 1];
}
