/** The items in an order of before, what has come since at the end. Pure. */
export function steadied<Item>(
  items: readonly Item[],
  order: readonly string[],
  idOf: (item: Item) => string,
): Item[] {
  const places = new Map(order.map((id, at) => [id, at]))
  const place = (item: Item) => places.get(idOf(item)) ?? order.length
  return [...items].sort((one, other) => place(one) - place(other))
}
