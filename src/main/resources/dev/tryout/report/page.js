const charts = [];

/** Draws a chart into the element, if it is there, and again whenever size or colours change. */
function draw(id, optionOf) {
  const element = document.getElementById(id);
  if (!element) return null;
  const instance = echarts.init(element, null, {renderer: "svg"});
  const chart = {instance, redraw: () => instance.setOption(optionOf(theme(), element.clientWidth), true)};
  chart.redraw();
  charts.push(chart);
  new ResizeObserver(() => {
    if (element.clientWidth !== instance.getWidth()) {
      instance.resize();
      chart.redraw();
    }
  }).observe(element);
  return chart;
}

function redrawAll() {
  charts.forEach((chart) => {
    chart.instance.resize();
    chart.redraw();
  });
}

/** A chart that needs more room than a narrow screen has scrolls in its own box, by keyboard as well. */
function widen(id, pixels) {
  const element = document.getElementById(id);
  if (!element) return;
  element.style.minWidth = pixels + "px";
  element.parentElement.tabIndex = 0;
}

document.querySelectorAll("table").forEach((table) => {
  if (table.querySelector("thead button")) makeSortable(table);
});
const trialTable = document.getElementById("trials");
if (trialTable) makeFilterable(trialTable, document.getElementById("filter"), document.getElementById("shown"));

draw("history", historyChart);
draw("history-epochs", historyByEpochsChart);
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

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
addEventListener("beforeprint", () => {
  document.documentElement.dataset.print = "";
  redrawAll();
});
addEventListener("afterprint", () => {
  delete document.documentElement.dataset.print;
  redrawAll();
});
