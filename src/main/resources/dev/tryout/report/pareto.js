const objectives = data.study.objectives;

/** A trial's value of a metric at its best epoch. */
function atBest(trial, name) {
  const best = trial.measurements.find((measurement) => measurement.epoch === trial.best_epoch);
  return best ? best.metrics[name] : null;
}

/** Trials by two of the metrics; where there are but two, with the line that bounds what can be had. */
function paretoChart(look, one, other) {
  const placed = data.trials.filter((trial) => trial.front !== null);
  const place = (trial) => [atBest(trial, one.metric), atBest(trial, other.metric)];
  const dots = scoreDots(look, placed, place).map((series) => ({
    ...series,
    data: series.data.map((item) => item.trial.front === 1
      ? {...item, symbolSize: 13, itemStyle: {opacity: 1, borderColor: look.ink, borderWidth: 1.5}} : item),
  }));
  const base = common(look);
  const range = (index) => bounds(placed.map((trial) => place(trial)[index]), (index === 0 ? one : other).goal === "maximize");
  return {
    ...base,
    grid: {...base.grid, bottom: 36, left: 30},
    xAxis: axis(look, {type: "value", name: named(one), ...range(0), splitLine: {show: false}}),
    yAxis: axis(look, {type: "value", name: named(other), nameGap: 42, ...range(1)}),
    series: objectives.length === 2 ? [frontLine(look, placed.filter((trial) => trial.front === 1).map(place), one), ...dots] : dots,
  };
}

const named = (objective) => objective.metric + (objective.goal === "maximize" ? ", higher is better" : ", lower is better");

/** From the best by the first metric on: what the second can be at each value of the first. */
function frontLine(look, points, one) {
  const sign = one.goal === "maximize" ? -1 : 1;
  const sorted = [...points].sort((a, b) => sign * (a[0] - b[0]));
  const corners = sorted.flatMap((point, index) => (index ? [[point[0], sorted[index - 1][1]], point] : [point]));
  return {
    name: "Front", type: "line", data: corners, symbol: "none", z: 1, silent: true,
    lineStyle: {color: look.quiet, width: 1.5, type: "dashed"}, itemStyle: {color: look.quiet},
  };
}
