import { build } from 'vite'

/** Builds the stage beside what is in the folder already; answers the addresses of its script and its style. */
export async function buildStage(folder) {
  const { output } = await build({
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      manifest: 'stage.json',
      rolldownOptions: {
        input: 'src/stage/main.ts',
        // One script, from which the cards import what they build on: they bring only what is their own.
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: 'assets/stage-[hash].js',
          codeSplitting: {
            groups: [
              { name: 'stage', test: /node_modules\/svelte|src\/(stage|lib|kinds\/shared)\// },
            ],
          },
        },
      },
    },
  })
  const [entry, ...others] = output.filter((file) => file.isEntry)
  const styles = [...entry.viteMetadata.importedCss]
  if (others.length || entry.imports.length || styles.length !== 1) {
    throw new Error(`the stage must be one script and one style, and is ${entry.imports} ${styles}`)
  }
  return { script: `/${entry.fileName}`, style: `/${styles[0]}` }
}
