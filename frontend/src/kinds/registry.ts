// Finds the kinds. Each face loads what it needs of a kind when it first needs it.

import type { Component } from 'svelte'
import type {
  About,
  CardProps,
  ControlProps,
  EditorProps,
  Foot,
  Label,
  PictureProps,
} from './types'

type Loader<Props extends object> = () => Promise<{ default: Component<Props> }>
type Found<Module> = Record<string, Module>

/** By the kind's name, which is its folder's. */
const byName = <Module>(found: Found<Module>): ReadonlyMap<string, Module> =>
  new Map(Object.entries(found).map(([path, module]) => [path.split('/')[1] ?? '', module]))

export const cards = () =>
  byName(import.meta.glob('./*/Card.svelte') as Found<Loader<CardProps<any, any, any, any>>>)
export const pictures = () =>
  byName(import.meta.glob('./*/Picture.svelte') as Found<Loader<PictureProps<any, any, any>>>)
export const overlays = () =>
  byName(import.meta.glob('./*/Overlay.svelte') as Found<Loader<PictureProps<any, any, any>>>)
export const bands = () =>
  byName(import.meta.glob('./*/Band.svelte') as Found<Loader<PictureProps<any, any, any>>>)
export const feet = () =>
  byName(import.meta.glob('./*/foot.ts', { eager: true, import: 'foot' }) as Found<Foot>)
export const labels = () =>
  byName(import.meta.glob('./*/label.ts', { eager: true, import: 'label' }) as Found<Label>)
export const editors = () =>
  byName(import.meta.glob('./*/Editor.svelte') as Found<Loader<EditorProps<any>>>)
export const controls = () =>
  byName(import.meta.glob('./*/Control.svelte') as Found<Loader<ControlProps<any, any, any>>>)
export const abouts = () =>
  byName(import.meta.glob('./*/about.ts', { eager: true, import: 'about' }) as Found<About>)
