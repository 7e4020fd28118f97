document.querySelectorAll("table").forEach((table) => {
  if (table.querySelector("thead button")) makeSortable(table);
});
const trialTable = document.getElementById("trials");
if (trialTable) makeFilterable(trialTable, document.getElementById("filter"), document.getElementById("shown"));

draw("history", historyChart);
draw("history-epochs", historyByEpochsChart);
objectives.forEach((one, i) => objectives.slice(i + 1).forEach((other, k) => {
  draw("pareto-" + i + "-" + (i + 1 + k), (look) => paretoChart(look, one, other));
}));
const curveMetric = document.getElementById("curve-metric");
const curves = draw("curves", (look) => curvesChart(look, curveMetric.value));
if (curveMetric) curveMetric.addEventListener("change", () => curves.redraw());
const importanceElement = document.getElementById("importance");
if (importanceElement) importanceElement.style.height = 50 + 32 * data.insights.importances.length + "px";
draw("importance", importanceChart);
widen("parallel", 90 * (searched.length + 1));
draw("parallel", parallelChart);
searched.forEach((parameter, index) => draw("parameter-" + index, (look) => parameterChart(look, parameter)));
const workers = new Set(data.trials.flatMap((trial) => trial.spans.map((span) => span.worker)));
const timelineElement = document.getElementById("timeline-chart");
if (timelineElement) timelineElement.style.height = Math.min(900, 90 + 34 * workers.size) + "px";
draw("timeline-chart", timelineChart);
