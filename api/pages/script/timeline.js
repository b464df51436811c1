// Draws the numbers of a table as bars that stand on each other; the table stays, for whoever would rather read it.

const chart = document.getElementById('timeline-chart');
const table = document.getElementById('timeline-table');
const HOUR_S = 3600;
const HEIGHT = 220;

/** When each slot begins, in seconds, and the numbers of each series. */
function readNumbers() {
  const rows = [...table.tBodies[0].rows];
  const begins = rows.map((row) => Date.parse(row.querySelector('time').dateTime) / 1000);
  const width = rows[0].cells.length - 1;
  const numbers = Array.from({ length: width }, (_, index) =>
    rows.map((row) => Number(row.cells[index + 1].textContent)),
  );
  return { begins, numbers };
}

/** Each series on top of those before it. */
function stack(numbers) {
  const sums = numbers[0].map(() => 0);
  return numbers.map((series) => series.map((number, slot) => (sums[slot] += number)));
}

const language = document.documentElement.lang;
const isByDay = chart?.dataset.interval === 'day';
const formats = {
  day: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
  hour: new Intl.DateTimeFormat(language, { hour: 'numeric' }),
  number: new Intl.NumberFormat(language),
};

/** Hours within a day, and the day where one begins. */
function nameOf(second) {
  const moment = new Date(second * 1000);
  return isByDay || moment.getHours() === 0 ? formats.day.format(moment) : formats.hour.format(moment);
}

/** What is under the pointer, in words. */
function tell({ cursor: { idx } }, { begins, numbers }, labels) {
  const words = document.getElementById('timeline-slot');
  words.textContent = '';
  if (idx === null || idx === undefined) return;
  const moment = new Date(begins[idx] * 1000);
  const when = isByDay ? formats.day.format(moment) : `${formats.day.format(moment)}, ${formats.hour.format(moment)}`;
  const counts = numbers.flatMap((series, index) =>
    series[idx] > 0 ? [`${labels[index].textContent}: ${formats.number.format(series[idx])}`] : [],
  );
  words.textContent = `${when} – ${counts.join(', ') || '0'}`;
}

function draw() {
  const read = readNumbers();
  const labels = [...chart.parentElement.querySelectorAll('.legend li')];
  const style = getComputedStyle(chart);
  const slotS = isByDay ? 24 * HOUR_S : HOUR_S;
  const axis = { stroke: style.color, font: `12px ${style.fontFamily}`, ticks: { show: false } };
  const bars = uPlot.paths.bars({ size: [0.85, 48], align: 0 });
  // What stands highest is drawn first, and covered by what is below it.
  const stacked = stack(read.numbers).reverse();
  const colours = labels.map((label) => getComputedStyle(label, '::before').backgroundColor).reverse();
  const options = {
    width: chart.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: () => [read.begins[0], read.begins.at(-1) + slotS] },
      y: { range: (_chart, _min, max) => [0, Math.max(max * 1.05, 4)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 32, space: 64, values: (_chart, splits) => splits.map(nameOf) },
      {
        ...axis,
        grid: { stroke: style.borderTopColor, width: 1 },
        size: 44,
        incrs: [1, 2, 5]
          .flatMap((step) => [1, 10, 100, 1e3, 1e4, 1e5].map((power) => step * power))
          .sort((a, b) => a - b),
        values: (_chart, splits) => splits.map((number) => formats.number.format(number)),
      },
    ],
    series: [
      {},
      ...colours.map((colour) => ({ fill: colour, stroke: colour, width: 0, paths: bars, points: { show: false } })),
    ],
    hooks: { setCursor: [(drawn) => tell(drawn, read, labels)] },
  };
  chart.replaceChildren();
  // In the middle of its slot, so that the pointer finds the bar it is over.
  const middles = read.begins.map((second) => second + slotS / 2);
  return new uPlot(options, [middles, ...stacked], chart);
}

if (chart) {
  chart.hidden = false;
  let drawn = draw();
  new ResizeObserver(() => drawn.setSize({ width: chart.clientWidth, height: HEIGHT })).observe(chart);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    drawn.destroy();
    drawn = draw();
  });
}
