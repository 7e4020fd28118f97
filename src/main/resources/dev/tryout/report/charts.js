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

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
addEventListener("beforeprint", () => {
  document.documentElement.dataset.print = "";
  redrawAll();
});
addEventListener("afterprint", () => {
  delete document.documentElement.dataset.print;
  redrawAll();
});
