import { vmOf, type RunView } from '../lib/runs/run'
import { time, type Evidence, type Finding } from './evidence'
import { workDatastore, workFolder } from './host-plan'
import { isAcknowledged, runOf, type Press } from './presses'

/** What people were told is done, against what the journal holds. What was not acknowledged may be there or not. */
export function judgePresses(evidence: Evidence): Finding[] {
  const byId = new Map(evidence.record.runs.map((run) => [run.id, run]))
  const found = evidence.presses.filter(isAcknowledged).flatMap((press): Finding[] => {
    const finding = (fault: Finding['fault'], what: string, run?: RunView): Finding => ({
      fault,
      what: `${press.by} ${press.is} at ${time(press.at)}: ${what}`,
      ...(run && { run }),
    })
    switch (press.is) {
      case 'start':
      case 'file': {
        const id = runOf(press)
        const run = id && byId.get(id)
        if (!run) return [finding('dropped', `acknowledged as ${id}, and the journal has no such run`)]
        const isIt = press.is === 'start' ? isRunOf(run, press) : run.kind === 'file'
        if (!isIt) return [finding('wronglyAttributed', `${id} is another run`, run)]
        return startedBy(run, press.by) ? [] : [finding('wronglyAttributed', `${id} names somebody else`, run)]
      }
      case 'upload': {
        const run = evidence.record.runs.find(
          (one) => one.kind === 'upload' && one.request.ticket === `ticket-${press.name}`,
        )
        if (!run) return [finding('dropped', 'acknowledged, and the journal has no such run')]
        const file = `[${workDatastore}] ${workFolder}/${press.name}`
        const isThere = evidence.hosts.some(({ files }) => files.includes(file))
        return isThere ? [] : [finding('dropped', `acknowledged, and ${file} is not there`, run)]
      }
      case 'cancel': {
        const run = byId.get(press.run)
        const taken = run?.steps.some(
          ({ actor, event }) => event.kind === 'cancel-taken' && actor.kind === 'person' && actor.name === press.by,
        )
        return taken ? [] : [finding('dropped', 'acknowledged, and the journal does not say so', run)]
      }
      case 'link': {
        const text = `Display link ${press.name} made`
        const noted = evidence.record.notes.some(
          ({ by, content }) => by === press.by && content.kind === 'text' && content.text === text,
        )
        const kept = evidence.record.links.includes(press.name)
        return noted && kept
          ? []
          : [finding('dropped', `${press.name} is ${noted ? 'not kept' : 'not in the journal'}`)]
      }
      // Of the switch, the last one counts: below.
      case 'switch':
      // Answers are judged with their questions.
      case 'answer':
        return []
    }
  })
  return [...found, ...judgeSwitches(evidence), ...judgeCancels(evidence, byId)]
}

const isRunOf = (run: RunView, press: Extract<Press, { is: 'start' }>) =>
  run.kind === 'vm' && vmOf(run)?.key === press.vm && run.request.verb === press.request.verb

const startedBy = ({ actor }: RunView, name: string) => actor.kind === 'person' && actor.name === name

/** How a switch stands has to be what the journal says of it last, and what was acknowledged last. */
function judgeSwitches({ record, presses }: Evidence): Finding[] {
  return record.connections.flatMap((connection): Finding[] => {
    const words = (on: boolean) => `Auto-answer switched ${on ? 'on' : 'off'} at ${connection.name}`
    const says = record.notes.findLast(
      ({ content }) => content.kind === 'text' && [words(true), words(false)].includes(content.text),
    )
    const own = presses.filter((press) => press.is === 'switch' && press.connection === connection.id)
    const last = own.findLast(isAcknowledged)
    const later = own.some(
      ({ at, reply }) => !reply.heard && last !== undefined && reply.at > last.at && at < last.reply.at + 60_000,
    )
    const found: Finding[] = []
    if (says?.content.kind === 'text' && says.content.text !== words(connection.autoAnswer))
      found.push({
        fault: 'disagreement',
        what: `${connection.name}: the journal says "${says.content.text}" (${says.at}), and the switch is the other way`,
      })
    if (last?.is === 'switch' && !later && own.at(-1) === last && last.on !== connection.autoAnswer)
      found.push({
        fault: 'dropped',
        what: `${last.by} switched auto-answer ${last.on ? 'on' : 'off'} at ${connection.name}, and it is not`,
      })
    return found
  })
}

/** Who is said to have cancelled something must have pressed for it. */
function judgeCancels({ presses }: Evidence, byId: ReadonlyMap<string, RunView>): Finding[] {
  return [...byId.values()].flatMap((run): Finding[] => {
    const { state } = run
    if (state.at !== 'ended' || state.outcome.kind !== 'cancelled') return []
    const { by } = state.outcome
    const own = presses.filter((press) => press.is === 'cancel' && press.run === run.id)
    if (by.kind === 'person' && own.some((press) => press.by === by.name)) return []
    if (by.kind === 'autoAnswer') return []
    const pressed = own.map((press) => press.by).join(', ') || 'nobody'
    return [
      {
        fault: 'wronglyAttributed',
        what: `run ${run.number} was cancelled by ${JSON.stringify(by)}, pressed by ${pressed}`,
        run,
      },
    ]
  })
}
