package dev.labelmill.core.hosted;

/**
 * What a hosted model costs, in picodollars (10⁻¹² US dollars).
 *
 * @param call        one call, 0 for a model that is paid by tokens
 * @param inputToken  one token that it reads
 * @param outputToken one token that it writes
 */
public record ModelPrice(long call, long inputToken, long outputToken) {

    /** @throws IllegalArgumentException if a price is negative */
    public ModelPrice {
        if (call < 0 || inputToken < 0 || outputToken < 0) {
            throw new IllegalArgumentException("prelabel.price must not be negative");
        }
    }

    /** So many calls and tokens, in picodollars. */
    public long of(long calls, long inputTokens, long outputTokens) {
        return Math.addExact(
                Math.multiplyExact(call, calls),
                Math.addExact(
                        Math.multiplyExact(inputToken, inputTokens), Math.multiplyExact(outputToken, outputTokens)));
    }
}
