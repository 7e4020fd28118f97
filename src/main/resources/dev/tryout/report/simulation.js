const policyColours = ["complete", "champion", "running", "paused", "failed", "pruned"];

/** A line for each policy's median and, around it, what a tenth of the seeds stayed above and below. */
function policySeries(look, pointsOf) {
  return data.policies.flatMap((policy, index) => {
    const colour = look.colour(policyColours[index % policyColours.length]);
    const points = pointsOf(policy).filter((point) => point.median !== null);
    const edge = (name, value, area) => ({
      name: policy.policy, type: "line", step: "end", symbol: "none", silent: true, stack: policy.policy + " band", stackStrategy: "all",
      lineStyle: {opacity: 0}, itemStyle: {color: colour}, areaStyle: area ? {color: colour, opacity: 0.14} : undefined,
      tooltip: {show: false}, data: points.filter((point) => point.low !== null && point.high !== null).map((point) => [point.at, value(point)]),
    });
    return [
      edge("low", (point) => point.low, false),
      edge("high", (point) => point.high - point.low, true),
      {
        name: policy.policy, type: "line", step: "end", symbol: "none", z: 3, lineStyle: {color: colour, width: 2}, itemStyle: {color: colour},
        data: points.map((point) => [point.at, point.median]),
      },
    ];
  });
}

function policyChart(look, name, pointsOf, label) {
  const base = common(look);
  const shown = data.policies.flatMap((policy) => pointsOf(policy).flatMap((point) => [point.low, point.median, point.high]));
  return {
    ...base,
    legend: {...base.legend, data: data.policies.map((policy) => policy.policy)},
    tooltip: {...base.tooltip, trigger: "axis", formatter: (items) => policyText(items, label)},
    xAxis: axis(look, {type: "value", name, min: 0, splitLine: {show: false}, axisLabel: {color: look.quiet, hideOverlap: true, formatter: label}}),
    yAxis: axis(look, {type: "value", ...bounds(shown.filter((value) => value !== null))}),
    series: policySeries(look, pointsOf),
  };
}

/** The medians alone: the edges of a band are drawn as lines too. */
function policyText(items, label) {
  const medians = items.filter((item) => item.seriesIndex % 3 === 2);
  if (medians.length === 0) return "";
  return "after " + label(medians[0].value[0]) + "<br>"
    + medians.map((item) => item.marker + escapeHtml(item.seriesName) + " " + exact(item.value[1])).join("<br>");
}

document.querySelectorAll("table").forEach(makeSortable);
draw("by-epochs", (look) => policyChart(look, "Epochs trained, all trials together", (policy) => policy.by_epochs, compact));
draw("by-time", (look) => policyChart(look, "Virtual time", (policy) => policy.by_seconds, duration));
