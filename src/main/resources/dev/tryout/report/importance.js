/** Bars of importance, the most important on top: what a parameter explains alone, then with others; spread and noise over them. */
function importanceChart(look) {
  const rows = [...data.insights.importances].sort((a, b) => a.with_others - b.with_others);
  const colour = (row) => look.colour(row.matters ? "complete" : "pruned");
  const base = common(look);
  const barOf = (row, value, opacity) => ({value, row, itemStyle: {color: colour(row), opacity}});
  return {
    ...base,
    legend: {show: false},
    grid: {...base.grid, top: 8, right: 24},
    tooltip: {...base.tooltip, trigger: "item", formatter: (item) => importanceText(item.data.row)},
    xAxis: axis(look, {type: "value", min: 0, max: 1, interval: 0.25, axisLabel: {color: look.quiet, formatter: percent}}),
    yAxis: axis(look, {
      type: "category", data: rows.map((row) => row.parameter), axisTick: {show: false},
      axisLabel: {color: look.ink, width: 120, overflow: "truncate"},
    }),
    series: [
      {type: "bar", stack: "share", barWidth: 14, data: rows.map((row) => barOf(row, row.alone, 1))},
      {type: "bar", stack: "share", barWidth: 14, data: rows.map((row) => barOf(row, Math.max(0, row.with_others - row.alone), 0.4))},
      {
        type: "custom", z: 4, encode: {x: [0, 1, 2], y: 3},
        data: rows.map((row, index) => ({value: [row.low, row.high, row.noise, index], row})),
        renderItem: (params, api) => spreadAndNoise(look, api),
      },
    ],
  };
}

const percent = (share) => Math.round(100 * share) + " %";

function importanceText(row) {
  return "<strong>" + escapeHtml(row.parameter) + "</strong><br>alone " + percent(row.alone)
    + "<br>with others " + percent(row.with_others) + " (" + percent(row.low) + "–" + percent(row.high) + ")"
    + "<br>noise up to " + percent(row.noise) + (row.matters ? "" : ": not told apart from it");
}

function spreadAndNoise(look, api) {
  const [low, y] = api.coord([api.value(0), api.value(3)]);
  const high = api.coord([api.value(1), api.value(3)])[0];
  const noise = api.coord([Math.min(1, api.value(2)), api.value(3)])[0];
  const line = (x1, y1, x2, y2, style) => ({type: "line", shape: {x1, y1, x2, y2}, style: {stroke: look.ink, lineWidth: 1.25, ...style}});
  return {
    type: "group",
    children: [
      line(low, y, high, y),
      line(low, y - 4, low, y + 4),
      line(high, y - 4, high, y + 4),
      line(noise, y - 11, noise, y + 11, {lineDash: [2, 2], lineWidth: 1.75}),
    ],
  };
}
