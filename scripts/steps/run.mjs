import { spawn } from 'node:child_process'
import process from 'node:process'
import { root } from './root.mjs'

/**
 * Runs one program to its end, its output on ours.
 * @param {string[]} command the program and its arguments
 * @param {{ env?: Record<string, string | undefined>, timeoutMs?: number, keepOutput?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is standard output when it was to be kept
 */
export function run([program, ...args], options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.keepOutput ? 'pipe' : 'inherit', 'inherit'],
      ...(options.timeoutMs && { timeout: options.timeoutMs }),
    })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve({ ok: false, output })
    })
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
