package dev.labelmill.core.prelabel;

/** The colour types of PNG, and how a pixel of each becomes grey. */
enum PngColour {
    GREY(1),
    RGB(3),
    PALETTE(1),
    GREY_ALPHA(2),
    RGBA(4);

    final int samples;

    PngColour(int samples) {
        this.samples = samples;
    }

    /** @throws UnusableContent if the type does not exist, or not at this number of bits a sample */
    static PngColour of(int type, int depth) throws UnusableContent {
        PngColour colour = switch (type) {
            case 0 -> GREY;
            case 2 -> RGB;
            case 3 -> PALETTE;
            case 4 -> GREY_ALPHA;
            case 6 -> RGBA;
            default -> throw new UnusableContent("The PNG is damaged: its colour type does not exist.");
        };
        boolean mayBePacked = colour == GREY || colour == PALETTE;
        if (depth != 8 && !(mayBePacked && (depth == 1 || depth == 2 || depth == 4))) {
            throw new UnusableContent("PNGs of " + depth + " bits a sample are not supported for this colour type.");
        }
        return colour;
    }

    /** {@code 0.299 R + 0.587 G + 0.114 B}, rounded (ITU-R BT.601); each from 0 to 255. */
    static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    /** A grey value seen through its opacity on white; each from 0 to 255. */
    static int onWhite(int grey, int alpha) {
        return (grey * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
