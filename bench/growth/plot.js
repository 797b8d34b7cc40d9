/** Line plots with two logarithmic axes, as one SVG that reads on light and dark pages. */

const COLUMNS = 2;
const WIDTH = 400;
const HEIGHT = 220;
const MARGIN = { left: 44, right: 12, top: 34, bottom: 34 };
const COLORS = ['#2f7ed8', '#d8642f', '#3a9d5d'];
const GRAY = '#808080';

/** Plots in two columns. Each has a title and lines of points `{ x, median, p10, p90 }`; y is speed, 1 is the base line. */
export function drawPlots(plots) {
  const names = [...new Set(plots.flatMap(({ lines }) => lines.map(({ name }) => name)))];
  const height = Math.ceil(plots.length / COLUMNS) * HEIGHT;
  const body = plots.map((plot, index) => {
    const place = `${(index % COLUMNS) * WIDTH} ${Math.floor(index / COLUMNS) * HEIGHT}`;
    return `<g transform="translate(${place})">${drawPlot(plot, (name) => COLORS[names.indexOf(name)])}</g>`;
  });
  const legend = names.map((name, index) => drawLegend(name, index, height));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COLUMNS * WIDTH} ${height + 24}" font-family="system-ui, sans-serif" font-size="11" fill="${GRAY}">
${body.join('\n')}
${legend.join('\n')}
</svg>
`;
}

function drawPlot({ title, lines }, colorOf) {
  const points = lines.flatMap((line) => line.points);
  const x = scale(
    points.map((point) => point.x),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const y = scale(
    [0.5, 2, ...points.flatMap(({ p10, p90 }) => [p10, p90])],
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const xs = [...new Set(points.map((point) => point.x))];
  const parts = [
    `<text x="${WIDTH / 2}" y="16" text-anchor="middle" font-weight="600">${title}</text>`,
    ...y.ticks.map((tick) => gridLine(tick, y)),
    ...xs.map(
      (value) => `<text x="${at(x, value)}" y="${HEIGHT - 16}" text-anchor="middle">${short(value)}</text>`,
    ),
    ...lines.map((line) => drawLine(line, x, y, colorOf(line.name))),
  ];
  return parts.join('\n');
}

function drawLine({ points }, x, y, color) {
  const path = points.map(({ x: value, median }) => `${at(x, value)},${at(y, median)}`).join(' ');
  const spreads = points.map(
    (point) =>
      `<line x1="${at(x, point.x)}" x2="${at(x, point.x)}" y1="${at(y, point.p10)}" y2="${at(y, point.p90)}" stroke="${color}" opacity="0.5"/>`,
  );
  return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${spreads.join('')}`;
}

/** The base line is drawn heavier. */
function gridLine(tick, y) {
  const weight = tick === 1 ? '1.2' : '0.3';
  const place = at(y, tick);
  return `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${place}" y2="${place}" stroke="${GRAY}" stroke-width="${weight}"/><text x="${MARGIN.left - 6}" y="${place + 4}" text-anchor="end">${short(tick)}×</text>`;
}

function drawLegend(name, index, top) {
  const left = MARGIN.left + index * 220;
  return `<line x1="${left}" x2="${left + 20}" y1="${top + 10}" y2="${top + 10}" stroke="${COLORS[index]}" stroke-width="2"/><text x="${left + 26}" y="${top + 14}">${name}</text>`;
}

/** A logarithmic scale over all values, from one place to another; ticks at 1, 2 and 5 of each power of ten. */
function scale(values, from, to) {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  const ticks = [];
  for (let power = -3; power < 7; power++)
    for (const step of [1, 2, 5]) {
      const tick = Number((step * 10 ** power).toPrecision(1));
      if (Math.log(tick) >= low - 1e-9 && Math.log(tick) <= high + 1e-9) ticks.push(tick);
    }
  return {
    low,
    high,
    from,
    to,
    ticks: ticks.length > 7 ? ticks.filter((tick) => /^0*\.?0*1/.test(`${tick}`)) : ticks,
  };
}

function at({ low, high, from, to }, value) {
  return Math.round((from + ((Math.log(value) - low) / (high - low)) * (to - from)) * 10) / 10;
}

function short(value) {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1e3 ? `${value / 1e3}k` : `${value}`;
}
