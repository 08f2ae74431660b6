// A line chart that moves: the newest sample glides in from the right while the next one is on its way.

const MOST = 60;
const FEWEST = 16; // with fewer samples the chart still has room for so many
const FRAME = 1000 / 31;
const LABEL = 9.5;

const charts = new Set();
const still = matchMedia("(prefers-reduced-motion: reduce)");
let lastFrame = 0;

function tick(now) {
  requestAnimationFrame(tick);
  if (now - lastFrame < FRAME) return;
  lastFrame = now;
  for (const chart of charts) chart.draw(now);
}
requestAnimationFrame(tick);

export class Chart {
  #canvas;
  #context;
  #series;
  #label;
  #fixed;
  #top = 0;
  #points = [];
  #arrived = 0;
  #span = FEWEST;
  #interval = 1000;
  #shift = 1;
  #isStale = true;
  #colors;

  /**
   * @param {{series?: number, max?: number, floor?: number, label: (value: number) => string}} options `max`: the fixed upper
   * end; without it the chart follows its values, and shows at least 0 to `floor`.
   */
  constructor(canvas, { series = 1, max, floor = 1, label }) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    this.#series = series;
    this.#label = label;
    this.#fixed = max;
    this.floor = floor;
    this.#top = max ?? floor;
    new ResizeObserver(() => this.refresh()).observe(canvas);
    charts.add(this);
  }

  /** The colours or the size are others. */
  refresh() {
    this.#colors = undefined;
    this.#isStale = true;
  }

  /** @param {number[]} point one value a series */
  push(point, { isOld = false } = {}) {
    const now = performance.now();
    if (!isOld && this.#arrived) {
      const gap = Math.min(now - this.#arrived, 10_000);
      this.#interval += (gap - this.#interval) * 0.5;
    }
    this.#points.push(point);
    if (this.#points.length > MOST + 2) this.#points.shift();
    if (!isOld) this.#arrived = now;
    this.#isStale = true;
  }

  draw(now) {
    if (this.#canvas.offsetParent === null) return;
    const shift = still.matches || !this.#arrived ? 1 : Math.min((now - this.#arrived) / this.#interval, 1);
    const span = Math.min(Math.max(this.#points.length - 2, FEWEST), MOST);
    const top = this.#fixed ?? nice(Math.max(this.floor, ...this.#points.flat()));
    const isEasing = Math.abs(this.#span - span) >= 0.01 || Math.abs(this.#top / top - 1) >= 0.001;
    const moved = (Math.abs(shift - this.#shift) * this.#canvas.clientWidth) / span;
    if (!this.#isStale && !isEasing && moved < (shift === 1 ? 0.01 : 0.5)) return; // nobody would see it
    this.#isStale = false;
    this.#shift = shift;
    this.#span += still.matches ? span - this.#span : (span - this.#span) * 0.12;
    this.#top += still.matches ? top - this.#top : (top - this.#top) * 0.2;
    this.#paint(shift);
  }

  #paint(shift) {
    const context = this.#context;
    const ratio = devicePixelRatio;
    const width = this.#canvas.clientWidth;
    const height = this.#canvas.clientHeight;
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#colors ??= colorsOf(this.#canvas);
    const low = height - 1.5;
    const high = LABEL + 6;
    this.#grid(width, low, high);
    const step = width / this.#span;
    // One sample stands beyond the right edge, and comes in while the next is awaited.
    const x = (index) => width + (index - this.#points.length + 2 - shift) * step;
    const y = (value) => low - (low - high) * Math.min(value / this.#top, 1);
    for (let series = this.#series - 1; series >= 0; series--) this.#line(series, x, y, low);
  }

  #grid(width, low, high) {
    const context = this.#context;
    context.strokeStyle = this.#colors.grid;
    context.lineWidth = 1;
    context.beginPath();
    for (const part of [0, 0.5, 1]) {
      const y = Math.round(low - (low - high) * part) + 0.5;
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
    context.stroke();
    context.fillStyle = this.#colors.text;
    context.font = `${LABEL}px ${this.#colors.font}`;
    context.textBaseline = "bottom";
    context.fillText(this.#label(this.#top), 0, high - 2);
  }

  #line(series, x, y, low) {
    const points = this.#points;
    if (points.length < 2) return;
    const context = this.#context;
    const color = series ? this.#colors.second : this.#colors.first;
    const first = Math.max(0, Math.floor(points.length - 3 - this.#span));
    const path = new Path2D();
    path.moveTo(x(first), y(points[first][series]));
    for (let i = first + 1; i < points.length; i++) {
      const middle = (x(i - 1) + x(i)) / 2;
      path.bezierCurveTo(middle, y(points[i - 1][series]), middle, y(points[i][series]), x(i), y(points[i][series]));
    }
    if (series === 0) {
      const area = new Path2D(path);
      area.lineTo(x(points.length - 1), low);
      area.lineTo(x(first), low);
      const fade = context.createLinearGradient(0, 0, 0, low);
      fade.addColorStop(0, this.#colors.fade);
      fade.addColorStop(1, this.#colors.clear);
      context.fillStyle = fade;
      context.fill(area);
    }
    context.strokeStyle = color;
    context.lineWidth = 1.75;
    context.lineJoin = "round";
    context.stroke(path);
  }
}

/** The theme or the accent changed. */
export function refreshCharts() {
  for (const chart of charts) chart.refresh();
}

/** The next of 1, 2, 5, 10... times a power of 1024. */
function nice(value) {
  const unit = 1024 ** Math.max(0, Math.floor(Math.log(value) / Math.log(1024)));
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1024];
  return unit * steps.find((step) => value <= step * unit * 1.001);
}

function colorsOf(canvas) {
  const style = getComputedStyle(canvas);
  const probe = document.createElement("i");
  canvas.after(probe);
  const resolve = (color) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const colors = {
    first: resolve("var(--accent)"),
    second: resolve("var(--second)"),
    fade: resolve("color-mix(in srgb, var(--accent) 26%, transparent)"),
    clear: resolve("color-mix(in srgb, var(--accent) 2%, transparent)"),
    grid: resolve("var(--line)"),
    text: resolve("var(--quiet)"),
    font: style.fontFamily,
  };
  probe.remove();
  return colors;
}
