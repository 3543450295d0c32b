import { randomUUID } from 'node:crypto'
import type { Client } from './client'
import { Ended, exits, type Exit } from './exits'
import { follow } from './follow'
import { complain, print, printJson, printTable } from './print'

/** What stood on the command line behind the name of the command. */
export type Given = {
  rest: readonly string[]
  json: boolean
  option: (name: string) => string | undefined
  has: (name: string) => boolean
}

export type Command = (client: Client, given: Given) => Promise<Exit>

export const usage = (text: string): Ended => new Ended(exits.usage, `Usage: andon ${text}\nandon --help says more.`)

export function wanted(rest: readonly string[], count: number, text: string): readonly string[] {
  if (rest.length !== count || rest.includes('')) throw usage(text)
  return rest
}

/** The same wish under the same key is done once. */
export const keyOf = (given: Given): string => given.option('key') ?? randomUUID()

/** `memory=false`: what is JSON is that, everything else a text. */
export function valueOf(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw usage('start VM VERB [name=value …]')
  const value = text.slice(at + 1)
  try {
    return [text.slice(0, at), JSON.parse(value) as unknown]
  } catch {
    return [text.slice(0, at), value]
  }
}

export function told<Row>(rows: readonly Row[], json: boolean, cells: (row: Row) => string[]): Exit {
  if (json) rows.forEach(printJson)
  else if (rows.length === 0) complain('None.')
  else printTable(rows.map(cells))
  return exits.done
}

/** A run that was started: its id, or how it goes on. */
export async function begun(client: Client, given: Given, started: unknown): Promise<Exit> {
  const { run } = started as { run: string } // what the API says
  if (!given.has('follow')) {
    if (given.json) printJson(started)
    else print(run)
    return exits.done
  }
  return await follow(client, run, { json: given.json, untilQuestion: given.has('until-question') }).catch(
    (error: unknown) => {
      // It was started, whatever the token may see of it.
      if (error instanceof Ended && error.exit === exits.refused)
        throw new Ended(exits.unknown, `${run} was started, and cannot be followed: ${error.message}`)
      throw error
    },
  )
}
