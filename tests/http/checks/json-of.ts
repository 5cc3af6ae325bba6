/** The JSON of an answer, as whatever came. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at whatever came
export const jsonOf = async (answer: Response | Promise<Response>): Promise<any> =>
  JSON.parse(await (await answer).text())
