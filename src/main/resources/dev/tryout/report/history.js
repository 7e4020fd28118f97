const isBetter = (value, than) => than === null || (higherIsBetter ? value > than : value < than);

/** The finals' runs come after the search. */
const searchTrials = data.trials.filter((trial) => trial.repeats === null);

/** The best score up to each trial, trials in the order of suggestion. */
function bestByTrial() {
  let best = null;
  return searchTrials.flatMap((trial) => {
    if (trial.rank !== null && isBetter(trial.score, best)) best = trial.score;
    return best === null ? [] : [[trial.trial, best]];
  });
}

/** The best value up to each epoch trained, counted trial by trial; an epoch that a trial shares was counted before. */
function bestByEpoch() {
  let best = null;
  let spent = 0;
  const points = [];
  for (const trial of searchTrials) {
    for (const measurement of trial.measurements) {
      spent += trial.shared_epochs.includes(measurement.epoch) ? 0 : 1;
      const value = measurement.metrics[metric];
      if (trial.rank !== null && Number.isFinite(value) && isBetter(value, best)) {
        best = value;
        points.push([spent, best]);
      }
    }
  }
  return best === null ? [] : [...points, [spent, best]];
}

function bestLine(look, points) {
  return {
    name: "Best so far", type: "line", step: "end", data: points, symbol: "none", z: 3,
    lineStyle: {color: look.ink, width: 2}, itemStyle: {color: look.ink},
  };
}

/** Scores of ranked trials, one series a group. */
function scoreDots(look, trials, place) {
  return grouped(trials).map((group) => ({
    name: group.name, type: "scatter", z: group.champion ? 5 : 2, clip: false,
    symbolSize: group.champion ? 13 : 7,
    itemStyle: {color: look.colour(group.colour), opacity: group.champion ? 1 : 0.7, borderColor: look.surface, borderWidth: group.champion ? 2 : 0},
    data: group.trials.map((trial) => ({value: place(trial), trial})),
    tooltip: {formatter: (item) => describe(item.data.trial)},
  }));
}

function historyChart(look) {
  const ranked = data.trials.filter((trial) => trial.rank !== null);
  const range = bounds(ranked.map((trial) => trial.score), higherIsBetter);
  return {
    ...common(look),
    xAxis: axis(look, {type: "value", name: "Trial", min: 0, max: searchTrials.length + 1, minInterval: 1, splitLine: {show: false}}),
    yAxis: axis(look, {type: "value", ...range}),
    series: [bestLine(look, bestByTrial()), ...scoreDots(look, ranked, (trial) => [trial.trial, trial.score])],
  };
}

function historyByEpochsChart(look) {
  const points = bestByEpoch();
  const range = bounds(points.map((point) => point[1]), higherIsBetter);
  const base = common(look);
  return {
    ...base,
    legend: {show: false},
    tooltip: {...base.tooltip, trigger: "axis", formatter: (items) => "after " + compact(items[0].value[0]) + " epochs: " + exact(items[0].value[1])},
    xAxis: axis(look, {type: "value", name: "Epochs trained", min: 0, minInterval: 1, splitLine: {show: false}}),
    yAxis: axis(look, {type: "value", ...range}),
    series: [{...bestLine(look, points), symbol: "circle", symbolSize: 6, showSymbol: points.length < 60}],
  };
}
