export type Theme = "light" | "dark";

const KEY = "bayescape.theme";

/** What the visitor chose here before; storage may be forbidden, for instance in an embedded page. */
function remembered(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

/** The page's theme: the visitor's choice, else the system's. Reflected in `data-theme` of the root element. */
export class ThemeSwitch {
  readonly #system = matchMedia("(prefers-color-scheme: dark)");
  readonly #onChange: (theme: Theme) => void;
  #choice = remembered();

  constructor(onChange: (theme: Theme) => void) {
    this.#onChange = onChange;
    this.#system.addEventListener("change", () => this.#apply());
    document.documentElement.dataset.theme = this.theme;
  }

  get theme(): Theme {
    return this.#choice ?? (this.#system.matches ? "dark" : "light");
  }

  toggle(): void {
    this.#choice = this.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, this.#choice);
    } catch {
      // The choice then lasts as long as the page.
    }
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset.theme = this.theme;
    this.#onChange(this.theme);
  }
}
