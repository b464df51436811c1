/**
 * A row that was there a moment ago is gone: somebody deleted it between two looks. The unit of work begins anew, and
 * then says what is wrong at the first look.
 */
export class RowGone extends Error {
  constructor(noun: string) {
    super(`The ${noun} was deleted meanwhile.`);
  }
}

/** The row that another one, read before, refers to. @throws RowGone where it went away in between */
export async function stillThere<Row>(noun: string, looking: Promise<Row | null>): Promise<Row> {
  const row = await looking;
  if (row === null) throw new RowGone(noun);
  return row;
}
