package dev.labelmill.core.work;

/**
 * What a vendor asks for its work, in nano-dollars.
 *
 * @param perLabel price of one accepted label, not negative
 */
public record PriceModel(long perLabel) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    public PriceModel {
        if (perLabel < 0) {
            throw new IllegalArgumentException("pricePerLabel must not be negative");
        }
    }

    /** So much for each label, whoever gives it and however long it takes. */
    public static PriceModel perLabel(long nanos) {
        return new PriceModel(nanos);
    }

    /** The most that one label can cost, in nano-dollars: what must be there before it is asked for. */
    public long most() {
        return perLabel;
    }
}
