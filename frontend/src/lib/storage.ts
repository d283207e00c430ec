// localStorage where there is one: private windows and full or forbidden stores must not break a page.

export function load(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function save(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // What cannot be kept is forgotten.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

export function keys(): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')
  } catch {
    return []
  }
}

export function loadJson<T>(key: string): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(load(key) ?? 'null')
    return typeof value === 'object' ? (value as Partial<T> | null) : null
  } catch {
    return null
  }
}

export const saveJson = (key: string, value: unknown) => save(key, JSON.stringify(value))
