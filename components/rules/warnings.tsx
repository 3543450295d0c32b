import { Icon } from '../glyphs/icon'
import { Said } from '../ui/said'

/** What a person should know of a rule, in the list and in the editor. */
export const Warnings = ({ warnings }: { warnings: readonly string[] }) =>
  warnings.map((warning) => (
    <p key={warning} className="mt-1 flex gap-1.5 text-xs font-medium wrap-anywhere text-wait-text">
      <Icon name="destructive" className="mt-px size-3.5! shrink-0" />
      <span>
        <Said>{warning}</Said>
      </span>
    </p>
  ))
