// Makes a PNG small: at most 40 colours, which is plenty for pages of flat colours. Reads what Chromium writes (8 bits
// a channel, not interlaced), and nothing else.
import { deflateSync, inflateSync } from 'node:zlib';

const MOST_COLOURS = 40;

/** The same picture with few colours. */
export function small(png) {
  const picture = read(png);
  const counts = new Map();
  forRuns(picture.pixels, (pixel, from, to) => counts.set(pixel, (counts.get(pixel) ?? 0) + to - from));
  const palette = choose([...counts].sort((one, other) => other[1] - one[1]));
  const nearest = new Map([...counts.keys()].map((pixel) => [pixel, find(palette, pixel)]));
  const places = new Uint8Array(picture.pixels.length);
  forRuns(picture.pixels, (pixel, from, to) => places.fill(nearest.get(pixel), from, to));
  return write(picture.width, picture.height, palette, places);
}

/** Flat pages are runs of the same colour. */
function forRuns(pixels, use) {
  for (let from = 0, to; from < pixels.length; from = to) {
    for (to = from + 1; pixels[to] === pixels[from]; to++);
    use(pixels[from], from, to);
  }
}

function read(png) {
  let place = 8;
  let head;
  const data = [];
  while (place < png.length) {
    const length = png.readUInt32BE(place);
    const kind = png.toString('latin1', place + 4, place + 8);
    const body = png.subarray(place + 8, place + 8 + length);
    if (kind === 'IHDR') head = body;
    if (kind === 'IDAT') data.push(body);
    place += length + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !channels || head[12]) throw new Error('not a picture of Chromium');
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const lines = Buffer.alloc(stride * height);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    const at = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? lines[at + x - channels] : 0;
      const up = y ? lines[at + x - stride] : 0;
      const byte = raw[y * (stride + 1) + 1 + x];
      if (filter === 0) lines[at + x] = byte;
      else if (filter === 1) lines[at + x] = byte + left;
      else if (filter === 2) lines[at + x] = byte + up;
      else if (filter === 3) lines[at + x] = byte + ((left + up) >> 1);
      else lines[at + x] = byte + paeth(left, up, y && x >= channels ? lines[at + x - stride - channels] : 0);
    }
    for (let x = 0; x < width; x++) {
      const from = at + x * channels;
      pixels[y * width + x] = (lines[from] << 16) | (lines[from + 1] << 8) | lines[from + 2];
    }
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The most frequent colours that differ enough from those before them. */
function choose(counted) {
  const palette = [];
  for (const least of [400, 60, 1]) {
    for (const [pixel] of counted) {
      if (palette.length === MOST_COLOURS) return palette;
      if (palette.every((other) => distance(other, pixel) >= least)) palette.push(pixel);
    }
  }
  return palette;
}

function find(palette, pixel) {
  let best = 0;
  for (let place = 1; place < palette.length; place++) {
    if (distance(palette[place], pixel) < distance(palette[best], pixel)) best = place;
  }
  return best;
}

function distance(one, other) {
  const part = (shift) => ((one >> shift) & 255) - ((other >> shift) & 255);
  return part(16) ** 2 * 2 + part(8) ** 2 * 4 + part(0) ** 2;
}

function write(width, height, palette, places) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) lines.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const colours = Buffer.from(palette.flatMap((pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255]));
  const chunks = [['IHDR', head], ['PLTE', colours], ['IDAT', deflateSync(lines, { level: 9 })], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks.map(([kind, body]) => chunk(kind, body))]);
}

function chunk(kind, body) {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(kind, 4, 'latin1');
  whole.set(body, 8);
  whole.writeUInt32BE(crc(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
