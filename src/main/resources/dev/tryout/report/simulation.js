const policyColours = ["complete", "champion", "running", "paused", "failed", "pruned"];

/** A line for each policy's median and, around it, the band in which eight seeds in ten were. */
function policySeries(look, pointsOf) {
  return data.policies.flatMap((policy, index) => {
    const colour = look.colour(policyColours[index % policyColours.length]);
    const points = pointsOf(policy);
    const within = points.filter((point) => point.low !== null && point.high !== null);
    return [
      {
        name: policy.policy, type: "custom", silent: true, clip: true, itemStyle: {color: colour}, tooltip: {show: false},
        encode: {x: 0, y: [1, 2]}, data: within.map((point) => [point.at, point.low, point.high]),
        renderItem: (params, api) => params.dataIndex ? undefined : band(api, within, colour),
      },
      {
        name: policy.policy, type: "line", step: "end", symbol: "none", z: 3, lineStyle: {color: colour, width: 2}, itemStyle: {color: colour},
        data: points.filter((point) => point.median !== null).map((point) => [point.at, point.median]),
      },
    ];
  });
}

/** An area between two staircases: each value holds until the next point. */
function band(api, points, colour) {
  const edge = (valueOf) => points.flatMap((point, index) => {
    const corner = index ? [api.coord([point.at, valueOf(points[index - 1])])] : [];
    return [...corner, api.coord([point.at, valueOf(point)])];
  });
  const outline = [...edge((point) => point.low), ...edge((point) => point.high).reverse()];
  return {type: "polygon", shape: {points: outline}, style: {fill: colour, opacity: 0.14}};
}

function policyChart(look, name, pointsOf, label) {
  const base = common(look);
  const end = Math.max(...data.policies.flatMap((policy) => pointsOf(policy).map((point) => point.at)));
  const shown = data.policies.flatMap((policy) => pointsOf(policy).flatMap((point) => [point.low, point.median, point.high]));
  return {
    ...base,
    legend: {...base.legend, data: data.policies.map((policy) => policy.policy)},
    tooltip: {...base.tooltip, trigger: "axis", formatter: (items) => policyText(items, label)},
    xAxis: axis(look, {type: "value", name, min: 0, max: end, splitLine: {show: false}, axisLabel: {color: look.quiet, hideOverlap: true, showMaxLabel: false, formatter: label}}),
    yAxis: axis(look, {type: "value", ...bounds(shown.filter((value) => value !== null))}),
    series: policySeries(look, pointsOf),
  };
}

/** The medians alone, not the bands. */
function policyText(items, label) {
  const medians = items.filter((item) => item.seriesIndex % 2 === 1);
  if (medians.length === 0) return "";
  return "after " + label(medians[0].value[0]) + "<br>"
    + medians.map((item) => item.marker + escapeHtml(item.seriesName) + " " + exact(item.value[1])).join("<br>");
}

document.querySelectorAll("table").forEach(makeSortable);
draw("by-epochs", (look) => policyChart(look, "Epochs trained, all trials together", (policy) => policy.by_epochs, compact));
draw("by-time", (look) => policyChart(look, "Virtual time", (policy) => policy.by_seconds, duration));
