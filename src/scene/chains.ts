/**
 * The ensemble on the surface: heads, fading trails, the focused chain's longer and bolder trail, and what was
 * proposed last. Heights come from the shared height map on the graphics card, so a moved slider moves every chain.
 */
import { Group } from "three";
import { DrapedLines, addPieces } from "./drapedLines";
import { HairTrails } from "./hairTrails";
import { INK, Marks } from "./marks";
import type { SharedUniforms } from "./shared";
import { EMPTY, POINT_FLOATS, TrailRing } from "./trailRing";
import type { ThemeColours } from "./theme";
import { Trails } from "./trails";
import type { TrailView } from "./trails";

/** Draws that the focused chain's trail keeps, whatever the others keep. */
const FOCUS_TRAIL_LENGTH = 256;

/** Up to this many chains every rejected proposal is linked to its chain; above, only the focused chain's. */
const MAX_LINKED_CHAINS = 8;

/** Odd, so that a dashed link begins and ends with a dash. */
const LINK_PIECES = 25;

const DIMMED_HEADS = 0.3;
const GHOST_OPACITY = 0.4;
const DIMMED_TRAILS = 0.25;

export class Chains {
  readonly object = new Group();
  #ring: TrailRing | null = null;
  #focusRing: TrailRing | null = null;
  #focus: number | null = null;
  readonly #trails: TrailView;
  readonly #focusTrail: Trails;
  readonly #heads: Marks;
  /** The focused head where a hill hides it. */
  readonly #ghost: Marks;
  readonly #rejected: Marks;
  readonly #links: DrapedLines;

  /** @param isFrugal draws the ensemble's trails the cheap way, for machines without a graphics card */
  constructor(shared: SharedUniforms, isFrugal: boolean) {
    this.#trails = isFrugal
      ? new HairTrails(shared, 4)
      : new Trails(shared, { width: 1.3, pieces: 4, renderOrder: 4 });
    this.#focusTrail = new Trails(shared, { width: 2.4, pieces: 8, renderOrder: 5 });
    this.#links = new DrapedLines(shared, { width: 1.3, renderOrder: 6 });
    this.#rejected = new Marks(shared, { shape: "cross", renderOrder: 7 });
    this.#heads = new Marks(shared, { shape: "disc", renderOrder: 8 });
    this.#ghost = new Marks(shared, { shape: "disc", renderOrder: 3, isOnTop: true });
    this.#ghost.resize(1);
    this.#ghost.setOpacity(GHOST_OPACITY);
    for (const part of this.#parts()) this.object.add(part.object);
  }

  get numChains(): number {
    return this.#ring?.numChains ?? 0;
  }

  /** `[x, y, palette index or -1]` of every chain's newest draw. */
  get heads(): Float32Array {
    return this.#heads.points;
  }

  /** @throws RangeError when the colours do not match the chains */
  setEnsemble(numChains: number, trailLength: number, colours: Uint8Array): void {
    this.#ring = new TrailRing(numChains, trailLength, colours);
    this.#trails.setRing(this.#ring);
    this.#heads.resize(numChains);
    const headSize = 13 * numChains ** -0.14;
    this.#heads.setSize(headSize);
    this.#ghost.setSize(Math.max(1.5 * headSize, headSize + 6)); // as the shader has it
    this.#rejected.resize(numChains);
    this.#rejected.setSize(Math.max(4.5, 11 * numChains ** -0.12));
    this.#links.setSegments([]);
    this.setFocus(null);
  }

  /** @throws RangeError when there is no such ensemble or the part does not fit it */
  pushDraws(
    positions: Float32Array,
    numSteps: number,
    firstChain: number,
    chainCount: number,
    last: boolean,
  ): void {
    const ring = this.#ring;
    if (ring === null)
      throw new RangeError("draws: got a block before any ensemble, expected setEnsemble first");
    ring.write(positions, numSteps, firstChain, chainCount);
    const column = this.#focus === null ? -1 : this.#focus - firstChain;
    if (column >= 0 && column < chainCount) {
      const own = positions.subarray(column * numSteps * 2, (column + 1) * numSteps * 2);
      this.#focusRing?.write(own, numSteps, 0, 1);
    }
    if (!last) return;
    this.#trails.update(ring.advance());
    if (this.#focusRing !== null) this.#focusTrail.update(this.#focusRing.advance());
    const newest = ring.head * ring.numChains * POINT_FLOATS;
    this.#heads.points.set(ring.points.subarray(newest, newest + ring.numChains * POINT_FLOATS));
    this.#heads.update(true);
    this.#updateGhost();
  }

  /** Crosses where a proposal was turned down, linked to the head it was made from. */
  setProposals(proposals: Float32Array, isAccepted: Uint8Array, isVisible: boolean): void {
    const { numChains } = this;
    if (isVisible && (proposals.length < 2 * numChains || isAccepted.length < numChains)) {
      throw new RangeError(
        `proposals: got ${proposals.length} numbers and ${isAccepted.length} flags, expected ${2 * numChains} and ${numChains}`,
      );
    }
    const numMarked = isVisible ? numChains : 0;
    const links: number[] = [];
    const heads = this.heads;
    const marks = this.#rejected.points;
    for (let chain = 0; chain < numMarked; chain++) {
      const at = chain * POINT_FLOATS;
      marks[at] = proposals[2 * chain]!;
      marks[at + 1] = proposals[2 * chain + 1]!;
      marks[at + 2] = isAccepted[chain] === 0 ? INK : EMPTY;
      const isLinked = chain === this.#focus || (this.#focus === null && numChains <= MAX_LINKED_CHAINS);
      if (isLinked && isAccepted[chain] === 0 && heads[at + 2] !== EMPTY) {
        addPieces(links, [heads[at], heads[at + 1], marks[at], marks[at + 1]], LINK_PIECES, 2);
      }
    }
    this.#rejected.update(isVisible);
    this.#links.setSegments(links);
  }

  /** Brings one chain to the front; its long trail begins with what the ensemble's trails still hold of it. */
  setFocus(chain: number | null): void {
    const ring = this.#ring;
    this.#focus = ring !== null && chain !== null && chain >= 0 && chain < ring.numChains ? chain : null;
    this.#focusRing = null;
    if (ring !== null && this.#focus !== null) {
      this.#focusRing = new TrailRing(
        1,
        FOCUS_TRAIL_LENGTH,
        ring.colours.subarray(this.#focus, this.#focus + 1),
      );
      const history = ring.historyOf(this.#focus);
      if (history.length > 0) this.#focusRing.write(history, history.length / 2, 0, 1);
      this.#focusRing.advance();
    }
    this.#focusTrail.setRing(this.#focusRing);
    this.#trails.setOpacity(
      trailOpacity(ring === null ? 1 : ring.numChains * ring.length) *
        (this.#focus === null ? 1 : DIMMED_TRAILS),
    );
    this.#heads.setFocus(this.#focus, DIMMED_HEADS);
    this.#rejected.setFocus(this.#focus, DIMMED_HEADS);
    this.#links.setSegments([]);
    this.#updateGhost();
  }

  setTheme(colours: ThemeColours): void {
    this.#heads.setColours(colours.ink, colours.halo);
    this.#ghost.setColours(colours.ink, colours.halo);
    this.#rejected.setColours(colours.rejected, colours.halo);
    this.#links.setColour(colours.rejected, 0.75);
  }

  dispose(): void {
    for (const part of this.#parts()) part.dispose();
  }

  #updateGhost(): void {
    if (this.#focus !== null) {
      const at = this.#focus * POINT_FLOATS;
      this.#ghost.points.set(this.heads.subarray(at, at + POINT_FLOATS));
    }
    this.#ghost.update(this.#focus !== null);
  }

  #parts() {
    return [this.#trails, this.#focusTrail, this.#links, this.#rejected, this.#heads, this.#ghost] as const;
  }
}

/** The more segments share the surface, the fainter each: a hundredfold crowd has a sixth of the ink each. */
function trailOpacity(numSegments: number): number {
  return Math.min(0.95, Math.max(0.06, 7 * Math.max(1, numSegments) ** -0.4));
}
