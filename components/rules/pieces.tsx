import { withUnseenShown } from '@/lib/names/unseen'
import type { Piece } from './rule-words'

/** A sentence of pieces: what a person chose stands out, and keeps its own direction. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  // The pieces of one sentence in their order: each has its place.
  return pieces.map((piece, place) => {
    if (typeof piece === 'string') return piece
    return 'strong' in piece ? (
      <strong key={place} className="font-semibold wrap-anywhere text-ink">
        <bdi>{withUnseenShown(piece.strong)}</bdi>
      </strong>
    ) : (
      <code key={place} className="text-xs wrap-anywhere">
        {withUnseenShown(piece.code)}
      </code>
    )
  })
}
