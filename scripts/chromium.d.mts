export interface FoundChromium {
  path: string;
  source: string;
}

export interface ChromiumInstaller {
  name: string;
  /** Whether the installation succeeded. */
  run(): boolean;
}

export interface EnsureChromiumOptions {
  find?: () => FoundChromium | undefined;
  installers?: ChromiumInstaller[];
  say?: (line: string) => void;
}

export function launchArguments(options: { webgpu: boolean }): string[];
export function findChromium(environment?: Record<string, string | undefined>): FoundChromium | undefined;
export function ensureChromium(options?: EnsureChromiumOptions): string;
