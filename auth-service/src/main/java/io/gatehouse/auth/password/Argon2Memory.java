package io.gatehouse.auth.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * The memory of our own hashes, which each hashing thread keeps for its next one. Made anew for every hash, it keeps the
 * collector busy with half of a core's work, in pauses that everything else feels.
 */
final class Argon2Memory {

    /** What the generator works in, besides the memory that the parameters name. */
    private static final int SCRATCH_BLOCKS = 4;

    private final ThreadLocal<BlockPool> pools;

    Argon2Memory(Argon2Hash.Cost cost) {
        // A block is a KiB. The pool overwrites what it takes back.
        this.pools = ThreadLocal.withInitial(() -> new FixedBlockPool(cost.memoryKib() + SCRATCH_BLOCKS));
    }

    BlockPool ofThisThread() {
        return pools.get();
    }
}
