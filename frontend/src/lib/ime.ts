/**
 * The Enter that ends a composition (Korean, Japanese, Chinese) sends no form; Safari tells it only by the key code.
 * `<input onkeydown={endsComposition}>`
 */
export function endsComposition(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.preventDefault()
}
