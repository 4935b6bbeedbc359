// Makes a PNG small: at most 40 colours, which is plenty for pages of flat colours. Reads what Chromium writes (8 bits
// a channel, not interlaced), and nothing else.
import { deflateSync, inflateSync } from 'node:zlib';

const MOST_COLOURS = 40;

/** The same picture with few colours. */
export function small(png) {
  const picture = read(png);
  const counts = new Map();
  for (const pixel of picture.pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = choose([...counts].sort((one, other) => other[1] - one[1]));
  const nearest = new Map();
  const places = Uint8Array.from(picture.pixels, (pixel) => {
    if (!nearest.has(pixel)) nearest.set(pixel, find(palette, pixel));
    return nearest.get(pixel);
  });
  return write(picture.width, picture.height, palette, places);
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
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? lines[y * stride + x - channels] : 0;
      const up = y ? lines[(y - 1) * stride + x] : 0;
      const corner = y && x >= channels ? lines[(y - 1) * stride + x - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      lines[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * channels;
      pixels[y * width + x] = (lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2];
    }
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? up : corner;
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
