import fc from 'fast-check'

/** Properties try the same cases every time; with CHECK_SEED=7 in the environment, others. */
fc.configureGlobal({ seed: Number(process.env.CHECK_SEED ?? 1) })

export default fc
