import type { Only } from '@/lib/accounts/limited'
import { usualIdleDays } from '@/lib/contract/idle-days'
import type { DisplayLink, DisplayTerms } from '@/lib/contract/tokens-input'
import { formatCount } from '@/lib/format/quantity'
import { seatRefused, usualSeat, type Seat } from '@/lib/wall/seat'
import { Checkbox, Field, NativeSelect, TextInput } from '../ui/field'
import { ConnectionChoice, limit } from './role-choice'

/** What is chosen for a display, with its two figures as they are typed. */
export type TermsForm = { inches: string; metres: string; only: Only; idleDays: number; isMasked: boolean }

const textOf = ({ inches, metres }: Seat) => ({ inches: String(inches), metres: String(metres) })

export const usualTerms: TermsForm = {
  ...textOf(usualSeat),
  only: undefined,
  idleDays: usualIdleDays,
  isMasked: false,
}

export const termsAsKept = ({ seat, connections, idleDays, isMasked }: DisplayLink): TermsForm => ({
  ...textOf(seat ?? usualSeat),
  only: connections,
  idleDays,
  isMasked,
})

/** From where it is read, or why it cannot be read from there. */
export function seatOf({ inches, metres }: TermsForm): { ok: true; seat: Seat } | { ok: false; because: string } {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))
  const seat = { inches: number(inches), metres: number(metres) }
  const because = seatRefused(seat)
  return because === undefined ? { ok: true, seat } : { ok: false, because }
}

export function termsToSend(terms: TermsForm): DisplayTerms {
  const seat = seatOf(terms)
  const { only, idleDays, isMasked } = terms
  return { ...limit('operator', only), idleDays, isMasked, ...(seat.ok && { seat: seat.seat }) }
}

type TermsProps = { terms: TermsForm; onTerms: (terms: TermsForm) => void }

/** The size of a screen, and how far away it is read. */
export function SeatFields({ terms, onTerms }: TermsProps) {
  return (
    <>
      <Field label="Diagonal, inches" className="w-32">
        {(control) => (
          <TextInput
            {...control}
            inputMode="decimal"
            value={terms.inches}
            onChange={(event) => onTerms({ ...terms, inches: event.target.value })}
          />
        )}
      </Field>
      <Field label="Farthest seat, metres" className="w-40">
        {(control) => (
          <TextInput
            {...control}
            inputMode="decimal"
            value={terms.metres}
            onChange={(event) => onTerms({ ...terms, metres: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

const usualDays = [7, 30, usualIdleDays, 365]

/** Which connections a wall has, whether it names anybody, and how long its display may be away. */
export function Terms({ terms, onTerms }: TermsProps) {
  const { only, idleDays, isMasked } = terms
  const days = usualDays.includes(idleDays) ? usualDays : [...usualDays, idleDays]
  return (
    <div className="mt-2 grid gap-3">
      <ConnectionChoice
        only={only}
        onChange={(next) => onTerms({ ...terms, only: next })}
        hint="Its wall shows and counts nothing of the others."
      />
      <Checkbox
        label="Names masked"
        hint="For a screen that visitors see: “one VM”, “9 VMs”, “Taken”. Names of VMs, files and people do not leave the server for it; connections and datastores are named."
        checked={isMasked}
        onChange={(event) => onTerms({ ...terms, isMasked: event.target.checked })}
      />
      <Field label="Ends without a display after" hint="While one is connected it does not end." className="max-w-80">
        {(control) => (
          <NativeSelect
            {...control}
            value={idleDays}
            onChange={(event) => onTerms({ ...terms, idleDays: Number(event.target.value) })}
          >
            {days.map((one) => (
              <option key={one} value={one}>
                {formatCount(one, 'day')}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </div>
  )
}
