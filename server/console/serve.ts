import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { isOfApi } from '@/lib/api/problem'
import { refusalText } from '../front/refusal-text'
import { cannotStart } from './cannot-start'
import { settingsFrom, type Listen } from './settings'
import { listeningText, readStartLine, startHelp, whyNotListening } from './start-line'

/**
 * How long a connection without a request is kept, in ms: longer than a proxy keeps one that it means to use again (nginx:
 * 60 s), else it sends into a closed one. What clients may otherwise do is the front's to say.
 */
const keepAliveTimeout = 75_000

/** Longest wait for replies that are under way when the process is told to stop, in ms. */
const lastRepliesMs = 9_000

/**
 * The program of `npm start`: listens first, says "starting" to whoever asks meanwhile, and hands requests on to what
 * `prepare` has made. Whatever does not let it start is said in sentences, and ends the process.
 */
export async function serve(
  args: readonly string[],
  prepare: (listen: Listen) => Promise<RequestListener>,
): Promise<void> {
  const listen = read(args)
  if (listen === 'help') return void process.stdout.write(startHelp)
  const door = openDoor()
  await door.listen(listen).catch(cannotStart)
  door.handOver(await prepare(listen).catch(cannotStart))
  process.stdout.write(listeningText(listen))
  // The runtime hears of the signal too: it ends the streams, and keeps the exit until it has said goodbye to its hosts.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void door.close().then(() => process.exit(0)))
}

function read(args: readonly string[]): Listen | 'help' {
  try {
    const line = readStartLine(args)
    if (line === 'help') return line
    // Next, the runtime and whatever they start see the same.
    Object.assign(process.env, line)
    return settingsFrom(process.env).listen
  } catch (error) {
    return cannotStart(error)
  }
}

/** The HTTP server. */
export function openDoor(): {
  /** Rejects with a sentence. */
  listen(at: Listen): Promise<Server>
  /** Who replies from now on. */
  handOver(to: RequestListener): void
  /** Takes nothing new; resolves when all replies have been given, or it has waited long enough for them. */
  close(): Promise<void>
} {
  let handle: RequestListener = (request, response) => sayStarting(request.url ?? '', response)
  const server = createServer({ keepAliveTimeout }, (request, response) => handle(request, response))
  return {
    listen: (at) =>
      new Promise((resolve, reject) => {
        const onError = (error: Error) => reject(new Error(whyNotListening(at, error)))
        server.once('error', onError)
        server.listen(at.port, at.host, () => {
          server.off('error', onError)
          resolve(server)
        })
      }),
    handOver: (to) => void (handle = to),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        setTimeout(() => server.closeAllConnections(), lastRepliesMs).unref()
      }),
  }
}

/** A page asks again by itself; a program reads why. */
function sayStarting(url: string, response: ServerResponse): void {
  const because = 'Andon is starting.'
  const path = url.split('?', 1)[0] ?? ''
  const script = /^\/_next\/.*\.(js|css)$/.exec(path)?.[1]
  if (script !== undefined) {
    // Its page fetches it again. A browser would complain of a sentence in its place.
    response.writeHead(503, {
      'cache-control': 'no-store',
      'content-type': `text/${script === 'js' ? 'javascript' : script}`,
    })
    return void response.end()
  }
  const isOfPrograms = path.startsWith('/api/')
  const { type, text } =
    isOfPrograms && !isOfApi(path)
      ? { type: 'application/json', text: JSON.stringify({ status: 'unavailable', because }) }
      : refusalText(path, 503, because)
  response.writeHead(503, {
    'cache-control': 'no-store',
    'retry-after': '2',
    'content-type': type,
    ...(!isOfPrograms && { refresh: '2' }),
  })
  response.end(text)
}
