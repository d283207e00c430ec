/** A shape for each option, beside its colour: such as all fonts have, and none of them an emoji. */
export const SHAPES = '▲◆●■★▼○☆'
