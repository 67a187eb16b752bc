/**
 * The ensemble: heads, fading trails, the focused chain's longer and bolder trail, and what was proposed last. On a
 * surface heights come from the shared height map on the graphics card, so a moved slider moves every chain. In space
 * they are the third coordinate, heads throw small shadows on the floor, and the focused head hangs by a plumb line.
 */
import { Group } from "three";
import { DrapedLines, addPieces } from "./drapedLines";
import { HairTrails } from "./hairTrails";
import { isWithinMargin, numCoordinates } from "./domain";
import type { Domain } from "./domain";
import { Marks } from "./marks";
import type { SharedUniforms } from "./shared";
import { POINT_FLOATS, TrailRing } from "./trailRing";
import type { ThemeColours } from "./theme";
import { Trails } from "./trails";
import type { TrailView } from "./trails";
import type { EnsembleOptions } from "./types";

/** Draws that the focused chain's trail keeps unless told otherwise. */
const FOCUS_TRAIL_LENGTH = 256;

/** Up to this many chains every rejected proposal is linked to its chain; above, only the focused chain's. */
const MAX_LINKED_CHAINS = 8;

/** Odd, so that a dashed link begins and ends with a dash. */
const LINK_PIECES = 25;

const DIMMED_HEADS = 0.3;
const GHOST_OPACITY = 0.4;
const DIMMED_TRAILS = 0.25;
const SHADOW_OPACITY = 0.22;

export class Chains {
  readonly object = new Group();
  #ring: TrailRing | null = null;
  #focusRing: TrailRing | null = null;
  #focus: number | null = null;
  #focusTrailLength = FOCUS_TRAIL_LENGTH;
  readonly #trails: TrailView;
  readonly #focusTrail: Trails;
  readonly #heads: Marks;
  /** The focused head where a hill hides it. */
  readonly #ghost: Marks;
  readonly #rejected: Marks;
  readonly #links: DrapedLines;
  readonly #shadows: Marks;
  /** From the focused head down to the floor. */
  readonly #plumb: DrapedLines;
  #domain: Domain;

  /** @param isFrugal draws the ensemble's trails the cheap way, for machines without a graphics card */
  constructor(shared: SharedUniforms, domain: Domain, isFrugal: boolean) {
    this.#domain = domain;
    this.#trails = isFrugal
      ? new HairTrails(shared, 4)
      : new Trails(shared, { width: 1.3, pieces: 4, renderOrder: 4 });
    this.#focusTrail = new Trails(shared, { width: 2.4, pieces: 8, renderOrder: 5 });
    this.#links = new DrapedLines(shared, { width: 1.3, renderOrder: 6, isStanding: true });
    this.#rejected = new Marks(shared, { shape: "cross", renderOrder: 7 });
    this.#heads = new Marks(shared, { shape: "disc", renderOrder: 8 });
    this.#ghost = new Marks(shared, { shape: "disc", renderOrder: 3, isOnTop: true });
    this.#shadows = new Marks(shared, { shape: "disc", renderOrder: 2, isOnFloor: true });
    this.#plumb = new DrapedLines(shared, { width: 1.2, renderOrder: 3, isStanding: true });
    this.#ghost.resize(1);
    this.#ghost.setOpacity(GHOST_OPACITY);
    for (const part of this.#parts()) this.object.add(part.object);
  }

  get numChains(): number {
    return this.#ring?.numChains ?? 0;
  }

  /** `[x, y, z, palette index or -1]` of every chain's newest draw. */
  get heads(): Float32Array {
    return this.#heads.points;
  }

  /** Takes all chains away when the box gains or loses its third coordinate: their draws mean nothing in the other. */
  setDomain(domain: Domain): void {
    const isOther = domain.isSpace !== this.#domain.isSpace;
    this.#domain = domain;
    if (isOther) this.clear();
    else this.#updatePlumb();
  }

  /**
   * @param numChains 0 takes all chains away
   * @throws RangeError when the colours do not match the chains
   */
  setEnsemble(
    numChains: number,
    trailLength: number,
    colours: Uint8Array,
    options: EnsembleOptions = {},
  ): void {
    if (numChains === 0) {
      this.clear();
      return;
    }
    this.#focusTrailLength = options.focusTrailLength ?? FOCUS_TRAIL_LENGTH;
    const ring = new TrailRing(numChains, trailLength, colours, numCoordinates(this.#domain));
    this.#begin(ring);
    const headSize = 13 * numChains ** -0.14;
    this.#heads.setSize(headSize);
    this.#ghost.setSize(Math.max(1.5 * headSize, headSize + 6)); // as the shader has it
    this.#shadows.setSize(Math.max(3, 0.6 * headSize));
    this.#rejected.setSize(Math.max(4.5, 11 * numChains ** -0.12));
  }

  /** Takes all chains away; the next must come with a new ensemble. */
  clear(): void {
    this.#begin(null);
  }

  #begin(ring: TrailRing | null): void {
    this.#ring = ring;
    this.#trails.setRing(ring);
    this.#heads.resize(this.numChains);
    this.#shadows.follow(this.#heads);
    this.#rejected.resize(this.numChains);
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
      const chainFloats = numSteps * ring.dimension;
      const own = positions.subarray(column * chainFloats, (column + 1) * chainFloats);
      this.#focusRing?.write(own, numSteps, 0, 1);
    }
    if (!last) return;
    this.#trails.update(ring.advance());
    if (this.#focusRing !== null) this.#focusTrail.update(this.#focusRing.advance());
    const newest = ring.head * ring.numChains * POINT_FLOATS;
    this.#heads.points.set(ring.points.subarray(newest, newest + ring.numChains * POINT_FLOATS));
    this.#heads.update(true);
    this.#shadows.object.visible = this.#domain.isSpace;
    this.#updateFocus();
  }

  /** Crosses where a proposal was turned down, linked to the head it was made from. */
  setProposals(proposals: Float32Array, isAccepted: Uint8Array, isVisible: boolean): void {
    const { numChains } = this;
    const dimension = numCoordinates(this.#domain);
    const expected = dimension * numChains;
    if (isVisible && (proposals.length !== expected || isAccepted.length !== numChains)) {
      throw new RangeError(
        `proposals: got ${proposals.length} numbers and ${isAccepted.length} flags for ${numChains} chains x ${dimension}, ` +
          `expected ${expected} and ${numChains}`,
      );
    }
    const numMarked = isVisible ? numChains : 0;
    const links: number[] = [];
    for (let chain = 0; chain < numMarked; chain++) {
      const [x, y, z = 0] = proposals.subarray(dimension * chain, dimension * (chain + 1));
      const isRejected = isAccepted[chain] === 0;
      this.#rejected.place(chain, [x, y, z], isRejected);
      const isLinked = chain === this.#focus || (this.#focus === null && numChains <= MAX_LINKED_CHAINS);
      const head = this.#heads.placeOf(chain);
      if (isLinked && isRejected && head !== null) addPieces(links, head, [x, y, z], LINK_PIECES, 2);
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
        this.#focusTrailLength,
        ring.colours.subarray(this.#focus, this.#focus + 1),
        ring.dimension,
      );
      const history = ring.historyOf(this.#focus);
      if (history.length > 0) this.#focusRing.write(history, history.length / ring.dimension, 0, 1);
      this.#focusRing.advance();
    }
    this.#focusTrail.setRing(this.#focusRing);
    this.#trails.setOpacity(
      trailOpacity(ring === null ? 1 : ring.numChains * ring.length) *
        (this.#focus === null ? 1 : DIMMED_TRAILS),
    );
    this.#heads.setFocus(this.#focus, DIMMED_HEADS);
    this.#shadows.setFocus(this.#focus, 0.6 * SHADOW_OPACITY);
    if (this.#focus === null) this.#shadows.setOpacity(SHADOW_OPACITY);
    // In space nearer heads cover farther ones, but none covers the focused one.
    this.#heads.setHiding(this.#domain.isSpace && this.#focus === null);
    this.#rejected.setFocus(this.#focus, DIMMED_HEADS);
    this.#links.setSegments([]);
    this.#updateFocus();
  }

  setTheme(colours: ThemeColours): void {
    this.#heads.setColours(colours.ink, colours.halo);
    this.#ghost.setColours(colours.ink, colours.halo);
    this.#rejected.setColours(colours.rejected, colours.halo);
    this.#links.setColour(colours.rejected, 0.75);
    this.#shadows.setColours(colours.shadow, colours.shadow);
    this.#plumb.setColour(colours.ink, 0.55);
  }

  dispose(): void {
    for (const part of this.#parts()) part.dispose();
  }

  #updateFocus(): void {
    if (this.#focus !== null) {
      const at = this.#focus * POINT_FLOATS;
      this.#ghost.points.set(this.heads.subarray(at, at + POINT_FLOATS));
    }
    this.#ghost.update(this.#focus !== null);
    this.#updatePlumb();
  }

  #updatePlumb(): void {
    const domain = this.#domain;
    const head = this.#focus === null || !domain.isSpace ? null : this.#heads.placeOf(this.#focus);
    const isSeen = head !== null && isWithinMargin(domain, ...head);
    this.#plumb.setSegments(isSeen ? [...head, head[0], head[1], domain.zMin] : []);
  }

  #parts() {
    const marks = [this.#shadows, this.#rejected, this.#heads, this.#ghost] as const;
    return [this.#trails, this.#focusTrail, this.#links, this.#plumb, ...marks] as const;
  }
}

/** The more segments share the surface, the fainter each: a hundredfold crowd has a sixth of the ink each. */
function trailOpacity(numSegments: number): number {
  return Math.min(0.95, Math.max(0.06, 7 * Math.max(1, numSegments) ** -0.4));
}
