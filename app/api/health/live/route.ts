export const dynamic = 'force-dynamic'

/** 200 while the process can answer, whatever it cannot do: one that does not answer this is to be started anew. */
export const GET = (): Response =>
  Response.json(
    { status: 'ok', because: 'This process of Andon answers.' },
    { headers: { 'cache-control': 'no-store' } },
  )
