/** What a request is called, in its response and in every line of the log that it leads to. */
export const requestIdHeader = 'x-request-id'

/** What a proxy may call a request: nothing that could be taken for something else in a log. */
export const isRequestId = (text: string | undefined): text is string =>
  text !== undefined && /^[\w.:-]{1,64}$/.test(text)
