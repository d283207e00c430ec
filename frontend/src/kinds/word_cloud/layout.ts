// Where the words stand. d3-cloud finds the places; a word begins to look for its place where it stood before.

import cloud from 'd3-cloud'
import { chance } from './keys'
import {
  edgesOf,
  lastStep,
  meet,
  sizesOf,
  stepFor,
  type Area,
  type Placed,
  type Sized,
} from './sizes'
import type { Counted } from './types'

export interface Font {
  family: string
  weight: number
}

/** It writes into what it is given. */
interface Item {
  word: Sized
  x?: number
  y?: number
}

type Point = readonly [x: number, y: number]
const PADDING = 4
const LONGEST_WAIT = 2000
/** So many points of a path are less than a fifth of the width away. */
const NEAR = 2000

export class Layout {
  #places = new Map<string, Point>()
  #step = 0
  #known = ''

  /** Undefined where everything stands already where it should. */
  async of(words: readonly Counted[], area: Area, font: Font): Promise<Placed[] | undefined> {
    const widthOf = await measure(words, font)
    const needed = stepFor(words, widthOf, area)
    let step = this.#step >= needed && this.#step <= needed + 2 ? this.#step : needed
    let sized = sizesOf(words, widthOf, area, step)
    const known = JSON.stringify([area, font, sized])
    if (known === this.#known) return undefined
    let placed = await arrange(sized, area, font, this.#places)
    // What finds no place is missing: all of it is laid out again, smaller, as long as it can be read.
    const last = lastStep(words, area)
    while (placed.length < sized.length && step < last) {
      sized = sizesOf(words, widthOf, area, ++step)
      placed = await arrange(sized, area, font, this.#places)
    }
    this.#known = known
    this.#step = step
    this.#places = new Map(placed.map(({ key, x, y }) => [key, [x / area.width, y / area.height]]))
    return placed
  }
}

/** The points at which a word looks for room, in their order. */
type Path = (t: number) => Point | undefined
type Search = (word: Sized) => Path

/** Who has room where they stood stays there; the others look for theirs between them first. */
async function arrange(
  sized: readonly Sized[],
  area: Area,
  font: Font,
  before: ReadonlyMap<string, Point>,
): Promise<Placed[]> {
  const stood = ({ key }: Sized): Point | undefined => {
    const place = before.get(key)
    return place && [Math.round(place[0] * area.width), Math.round(place[1] * area.height)]
  }
  const there: Search = (word) => (t) => (t ? undefined : stood(word))
  const around: Search = (word) => {
    const place = stood(word)
    if (place) return spiral(place, 1)
    const start: Point = word === sized[0] ? [0, 0] : seeded(word.key, area)
    return spiral(start, area.width / area.height)
  }
  const staying = new Map((await place(sized, area, font, there)).map((word) => [word.key, word]))
  const taken = [...staying.values()].map(edgesOf)
  const isFree = (word: Sized) => (point: Point) => {
    const edges = edgesOf({ ...word, x: point[0], y: point[1] })
    return !taken.some((other) => meet(edges, other))
  }
  return place(sized, area, font, (word) =>
    staying.has(word.key) ? around(word) : preferring(around(word), isFree(word)),
  )
}

/** Where a word that was not there before begins to look. */
const seeded = (key: string, { width, height }: Area): Point => [
  ((chance(key, 1) - 0.5) / 2) * width,
  ((chance(key, 2) - 0.5) / 2) * height,
]

const spiral =
  ([x, y]: Point, aspect: number): Path =>
  (t) => [x + (aspect * t * Math.cos(t / 10)) / 10, y + (t * Math.sin(t / 10)) / 10]

/** A path's good points as long as they are near; then all of it. */
function preferring(path: Path, good: (point: Point) => boolean): Path {
  let at = 0
  return () => {
    for (; at < NEAR; at++) {
      const point = path(at)
      if (point && good(point)) return (at++, point)
    }
    return path(at++ - NEAR)
  }
}

/** Those that find a place. */
function place(sized: readonly Sized[], area: Area, font: Font, search: Search): Promise<Placed[]> {
  // It sorts them as they are sorted already, and asks for a path when a word's turn has come.
  let turn = 0
  return new Promise((resolve) => {
    cloud<Item>()
      .size([area.width, area.height])
      .words(sized.map((word) => ({ word })))
      .text(({ word }) => word.text)
      .font(font.family)
      .fontWeight(font.weight)
      .fontSize(({ word }) => word.size)
      .rotate(0)
      .padding(PADDING)
      .random(() => 0.5)
      .spiral(() => search(sized[turn++] as Sized) as (t: number) => [number, number])
      .timeInterval(12)
      .on('end', (placed: Item[]) =>
        resolve(placed.map(({ word, x = 0, y = 0 }) => ({ ...word, x, y }))),
      )
      .start()
  })
}

/** Waits for the letters that these words need, and answers how wide a text is in em. */
async function measure(
  words: readonly Counted[],
  { family, weight }: Font,
): Promise<(text: string) => number> {
  const font = `${weight} 100px ${family}`
  const loaded = document.fonts.load(font, words.map(([text]) => text).join(''))
  await Promise.race([loaded.catch(() => []), new Promise((go) => setTimeout(go, LONGEST_WAIT))])
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (text) => text.length
  context.font = font
  const widths = new Map(words.map(([text]) => [text, context.measureText(text).width / 100]))
  return (text) => widths.get(text) ?? text.length
}
