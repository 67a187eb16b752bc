export type Build = { executable: string; command: string } | { executable: undefined; reason: string };

export function findCompiler(environment?: Record<string, string | undefined>): string | undefined;
export function buildReference(options?: {
  environment?: Record<string, string | undefined>;
  folder?: string;
}): Build;
