/**
 * Answers HEAD as GET would, without its body. Next would do that by itself, and leave a body that is never read and never
 * cancelled: whoever makes it would wait for a reader for ever.
 */
export const headOf =
  <Asked extends Request>(get: (request: Asked) => Promise<Response>) =>
  async (request: Asked): Promise<Response> => {
    const { body, status, headers } = await get(request)
    await body?.cancel()
    return new Response(null, { status, headers })
  }
