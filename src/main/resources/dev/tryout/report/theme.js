const data = JSON.parse(document.getElementById("data").textContent);
const metric = data.study.metric;
const higherIsBetter = data.study.goal === "maximize";
const championId = data.champion ? data.champion.trial : data.leader;
const championName = data.champion ? "Champion" : "Leader";
const escapeHtml = (text) => echarts.format.encodeHTML(String(text));
const stacks = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

/** Groups of trials as the charts tell them apart, in drawing order; the style sheet has their colours. */
const groups = [
  {name: "Pruned", colour: "pruned", holds: (trial) => trial.state === "pruned"},
  {name: "Failed", colour: "failed", holds: (trial) => trial.state === "failed"},
  {name: "Open", colour: "running", holds: (trial) => ["waiting", "running", "paused", "lost"].includes(trial.state)},
  {name: "Complete", colour: "complete", holds: (trial) => trial.state === "complete"},
];
const isChampion = (trial) => trial.trial === championId;

/** The trials of each group that has any, the champion in a group of its own, drawn last. */
function grouped(trials) {
  const found = groups
    .map((group) => ({...group, trials: trials.filter((trial) => group.holds(trial) && !isChampion(trial))}))
    .concat({name: championName, colour: "champion", champion: true, trials: trials.filter(isChampion)});
  return found.filter((group) => group.trials.length > 0);
}

function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue("--" + name).trim();
  return {colour, ink: colour("ink"), quiet: colour("quiet"), line: colour("line"), faint: colour("faint"), surface: colour("surface")};
}

/** What all charts share. */
function common(look) {
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: {fontFamily: stacks, color: look.ink},
    tooltip: {
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: {color: look.ink, fontSize: 13},
      extraCssText: "max-width: 22rem; white-space: normal; overflow-wrap: anywhere;",
    },
    legend: {
      type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 10, icon: "roundRect",
      textStyle: {color: look.quiet}, inactiveColor: look.line,
      pageIconColor: look.quiet, pageIconInactiveColor: look.line, pageTextStyle: {color: look.quiet},
    },
    grid: {left: 8, right: 16, top: 36, bottom: 28, containLabel: true},
  };
}

function axis(look, options) {
  return {
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: {color: look.quiet},
    axisLine: {onZero: false, lineStyle: {color: look.line}},
    axisTick: {lineStyle: {color: look.line}},
    axisLabel: {color: look.quiet, hideOverlap: true, formatter: options.type === "category" ? undefined : compact},
    splitLine: {lineStyle: {color: look.faint}},
    ...options,
  };
}

/** A number as short as it can be read on an axis. */
function compact(value) {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size < 0.001 || size >= 1e5) return value.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e");
  return String(Number(value.toPrecision(4)));
}

/** A score as the tables show it. */
function exact(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.001 && size < 10)) return value.toFixed(4);
  if (size >= 0.001 && size < 1e9) return value.toFixed(size >= 1e4 ? 0 : 2);
  return value.toExponential(3).replace(/\.?0+e/, "e").replace(/e([+-])(\d)$/, "e$10$2");
}

/** An end of an interval as the tables show it. */
function end(value) {
  return value !== 0 && Math.abs(value) < 0.001 ? exact(value) : value.toFixed(3);
}

function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return whole + " s";
  if (whole < 3600) return Math.floor(whole / 60) + " min" + (whole % 60 ? " " + (whole % 60) + " s" : "");
  return Math.floor(whole / 3600) + " h " + Math.floor((whole % 3600) / 60) + " min";
}

/**
 * Bounds that show the values and leave out far outliers on the bad side, as a diverged trial's loss; on both sides where it is
 * not known which is the good one.
 */
function bounds(values, higherIsGood) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return {min: 0, max: 1};
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const reach = 4 * (at(0.75) - at(0.25));
  let low = sorted[0];
  let high = sorted[sorted.length - 1];
  if (reach > 0) {
    if (higherIsGood !== false) low = Math.max(low, at(0.25) - reach);
    if (higherIsGood !== true) high = Math.min(high, at(0.75) + reach);
  }
  const margin = (high - low) * 0.04 || Math.abs(high) * 0.05 || 0.5;
  return roundBounds(low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin);
}

/** Bounds of an axis on round numbers, and the round step between its ticks. */
function roundBounds(low, high) {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
  const round = (value) => Number(value.toPrecision(10));
  return {min: round(Math.floor(low / interval) * interval), max: round(Math.ceil(high / interval) * interval), interval: round(interval)};
}

/** The first line, as far as a tooltip has room for it. */
function brief(text) {
  const line = text.split("\n")[0];
  return line.length > 90 ? line.slice(0, 90) + " …" : line;
}

/** What a tooltip says of a trial. */
function describe(trial) {
  const settings = Object.entries(trial.configuration)
    .map(([name, value]) => escapeHtml(name) + " " + escapeHtml(typeof value === "number" ? compact(value) : value));
  const interval = trial.score_interval ? " (" + trial.score_interval.map(end).join("–") + ")" : "";
  return "<strong>Trial " + trial.trial + "</strong>, " + (isChampion(trial) ? championName.toLowerCase() : trial.state)
    + "<br>" + escapeHtml(metric) + " " + exact(trial.score) + interval
    + (trial.best_epoch ? " at epoch " + trial.best_epoch : "")
    + "<br>" + trial.epochs_trained + " of " + trial.epochs_planned + " epochs"
    + [trial.reason, trial.note].filter(Boolean).map((line) => "<br><em>" + escapeHtml(brief(line)) + "</em>").join("")
    + "<br>" + settings.join("<br>");
}
