import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** `raw` holds the bytes behind `stdout`. */
export type Finished = { code: number; stdout: string; stderr: string; raw: Buffer }

/** Runs a program to its end, or ends it after `limitMs`; never throws for a non-zero exit code. */
export function run(
  program: string,
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string | Buffer; limitMs?: number; cwd?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    // A program that does not read its input closes the pipe; what it printed still counts.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input)
    const timer = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 45_000)
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const ended = signal === 'SIGKILL' ? `\nended after ${options.limitMs ?? 45_000} ms` : ''
      resolve({
        code: code ?? 1,
        raw: Buffer.concat(out),
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString() + ended,
      })
    })
  })
}

export type Server<Ready> = { ready: Ready; close: () => Promise<void> }

/** Starts a server that prints one line when it is ready and ends when its standard input closes. */
export async function startServer<Ready>(
  program: string,
  args: readonly string[],
  parse: (line: string) => Ready | undefined,
): Promise<Server<Ready>> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const value = parse(line)
      if (value !== undefined) resolve(value)
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${errors.join('').slice(-2000)}`)))
  })
  return { ready, close: () => closeServer(child) }
}

function closeServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.on('exit', () => resolve())
    child.stdin?.end()
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref()
  })
}
