import type { Evidence, Finding } from './evidence'

/** Runs that have ended are shown for a quarter of an hour: of those that may just have left, nothing is said. */
const surelyShownMs = 13 * 60_000

/** What readers of the live stream saw, against what the journal says. */
export const judgeReaders = ({ record, readers, restAt }: Evidence): Finding[] =>
  readers.flatMap(({ name, since, ended, shown }) =>
    record.runs.flatMap((run): Finding[] => {
      if (run.state.at !== 'ended') return []
      const { outcome, endedAt } = run.state
      const at = Date.parse(endedAt)
      const finding = (fault: Finding['fault'], what: string): Finding => ({
        fault,
        what: `${name}, run ${run.number}: ${what}`,
        run,
      })
      const found: Finding[] = []
      if (at >= since && at <= restAt && ended.get(run.id) !== outcome.kind)
        found.push(finding('notDelivered', `it ended ${outcome.kind}, the reader saw ${ended.get(run.id) ?? 'no end'}`))
      const last = shown[run.id]
      if (at < restAt - surelyShownMs || at > restAt) return found
      if (
        last?.state.at !== 'ended' ||
        last.state.outcome.kind !== outcome.kind ||
        last.steps.length !== run.steps.length
      )
        found.push(
          finding(
            'shownWrong',
            `${run.steps.length} steps and ${outcome.kind}, shown are ${last?.steps.length ?? 'none'} and ${last?.state.at === 'ended' ? last.state.outcome.kind : last?.state.at}`,
          ),
        )
      return found
    }),
  )
