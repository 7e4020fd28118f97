/** Attempts with their place in time: milliseconds since the first start, long spells without any attempt cut out. */
function attempts() {
  const spans = data.trials.flatMap((trial) => trial.spans.map((span) => ({
    trial, span, start: span.start_ms, end: Math.max(span.start_ms, span.end_ms === null ? data.study.last_change_ms : span.end_ms),
  })));
  spans.sort((a, b) => a.start - b.start);
  const busy = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  const longest = Math.max(60000, busy / 4);
  const cuts = [];
  let shift = spans.length ? spans[0].start : 0;
  let until = shift;
  for (const span of spans) {
    if (span.start - until > longest) {
      cuts.push({at: until - shift, ms: span.start - until});
      shift += span.start - until;
    }
    until = Math.max(until, span.end);
    span.from = span.start - shift;
    span.to = span.end - shift;
  }
  return {spans, cuts};
}

/** Milliseconds between two ticks that people find round, for eight ticks at the most. */
function timeStep(end) {
  const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
  return 1000 * (seconds.find((step) => step * 8000 >= end) || Math.ceil(end / 8 / 86400000) * 86400);
}

/** The colour group of an attempt. */
function attemptGroup(entry) {
  if (entry.span.interrupted) return {name: "Interrupted", colour: "paused"};
  if (isChampion(entry.trial)) return {name: championName, colour: "champion"};
  return groups.find((group) => group.holds(entry.trial));
}

function timelineChart(look) {
  const {spans, cuts} = attempts();
  const workers = [...new Set(spans.map((entry) => entry.span.worker))].sort(new Intl.Collator("en", {numeric: true}).compare);
  const byGroup = new Map();
  for (const entry of spans) {
    const group = attemptGroup(entry);
    if (!byGroup.has(group.name)) byGroup.set(group.name, {group, entries: []});
    byGroup.get(group.name).entries.push(entry);
  }
  const end = Math.max(1000, ...spans.map((entry) => entry.to));
  const base = common(look);
  return {
    ...base,
    grid: {...base.grid, right: 32},
    xAxis: axis(look, {type: "value", min: 0, max: end, interval: timeStep(end), axisLabel: {color: look.quiet, hideOverlap: true, showMaxLabel: false, formatter: (ms) => duration(ms / 1000)}}),
    yAxis: axis(look, {type: "category", data: workers, inverse: true, axisTick: {show: false}, axisLabel: {color: look.quiet, width: 120, overflow: "truncate"}}),
    series: [...byGroup.values()].map(({group, entries}, index) => ({
      name: group.name, type: "custom", clip: true, encode: {x: [0, 1], y: 2}, itemStyle: {color: look.colour(group.colour)},
      renderItem: (params, api) => bar(api, look, look.colour(group.colour), entries[params.dataIndex]),
      data: entries.map((entry) => ({value: [entry.from, entry.to, workers.indexOf(entry.span.worker)], entry})),
      tooltip: {formatter: (item) => attemptText(item.data.entry) + describe(item.data.entry.trial)},
      markLine: index ? undefined : cutLines(look, cuts),
    })),
  };
}

function attemptText({span, from, to}) {
  return "<strong>" + escapeHtml(span.worker) + "</strong>, attempt " + span.attempt
    + (span.interrupted ? ", interrupted" : "") + ", " + duration((to - from) / 1000) + "<br>";
}

function bar(api, look, colour, entry) {
  const [left, middle] = api.coord([api.value(0), api.value(2)]);
  const right = api.coord([api.value(1), api.value(2)])[0];
  const height = Math.min(24, api.size([0, 1])[1] * 0.7);
  const width = Math.max(1.5, right - left - 1);
  const lost = entry.span.interrupted;
  const label = String(entry.trial.trial);
  return {
    type: "rect",
    shape: {x: left, y: middle - height / 2, width, height, r: 2},
    style: {fill: lost ? "transparent" : colour, stroke: lost ? colour : undefined, lineWidth: lost ? 1.5 : 0, lineDash: lost ? [4, 3] : undefined},
    textContent: width > 8 * label.length + 4
      ? {style: {text: label, fill: lost ? look.ink : look.surface, fontSize: 12, fontFamily: stacks}} : undefined,
    textConfig: {position: "inside"},
  };
}

function cutLines(look, cuts) {
  return {
    symbol: "none", silent: true,
    lineStyle: {color: look.quiet, type: "dotted"},
    label: {color: look.quiet, position: "insideEndTop", formatter: (item) => item.data.text},
    data: cuts.map((cut) => ({xAxis: cut.at, text: duration(cut.ms / 1000) + " cut out"})),
  };
}
