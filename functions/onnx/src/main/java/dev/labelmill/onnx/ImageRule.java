package dev.labelmill.onnx;

/**
 * How an image becomes numbers.
 *
 * @param width of the model's images, in pixels
 * @param height of the model's images, in pixels
 * @param channels which, and in which order
 * @param channelsFirst whether the layout is [batch, channels, height, width] (NCHW) or [batch, height, width, channels]
 * @param fit how an image of another shape is brought to this one
 * @param padding value from 0 to 255 of what an image within the model's does not cover
 * @param scale what a value from 0 to 255 is multiplied by
 * @param mean what is then subtracted, one number a channel
 * @param deviation what it is then divided by, one number a channel, none 0
 */
record ImageRule(
        int width,
        int height,
        Channels channels,
        boolean channelsFirst,
        Fit fit,
        int padding,
        float scale,
        float[] mean,
        float[] deviation) {

    /** The channels of a pixel, by their places among red, green and blue. */
    enum Channels {
        RGB(0, 1, 2),
        BGR(2, 1, 0),
        /** The luma of ITU-R BT.601. */
        GREY(-1);

        private final int[] sources;

        Channels(int... sources) {
            this.sources = sources;
        }

        int count() {
            return sources.length;
        }

        private float of(ColourImage image, int channel, int pixel) {
            int source = sources[channel];
            return source >= 0
                    ? image.plane(source)[pixel]
                    : .299f * image.plane(0)[pixel] + .587f * image.plane(1)[pixel] + .114f * image.plane(2)[pixel];
        }
    }

    /** How an image of another shape is brought to the model's. */
    enum Fit {
        /** Each side on its own. */
        STRETCH {
            @Override
            Placement place(int imageWidth, int imageHeight, int width, int height) {
                return new Placement(imageWidth, imageHeight, 0, 0, width, height);
            }
        },
        /** So that it covers the model's, and its middle is taken. */
        CROP {
            @Override
            Placement place(int imageWidth, int imageHeight, int width, int height) {
                double factor = Math.max((double) width / imageWidth, (double) height / imageHeight);
                return middle(
                        new Size(imageWidth, imageHeight),
                        new Size(scaled(imageWidth, factor, width), scaled(imageHeight, factor, height)),
                        new Size(width, height));
            }
        },
        /** So that it lies within the model's, in its middle. */
        PAD {
            @Override
            Placement place(int imageWidth, int imageHeight, int width, int height) {
                double factor = Math.min((double) width / imageWidth, (double) height / imageHeight);
                return middle(
                        new Size(imageWidth, imageHeight),
                        new Size(
                                Math.min(width, scaled(imageWidth, factor, 1)),
                                Math.min(height, scaled(imageHeight, factor, 1))),
                        new Size(width, height));
            }
        };

        abstract Placement place(int imageWidth, int imageHeight, int width, int height);

        private record Size(int width, int height) {}

        private static Placement middle(Size image, Size scaled, Size model) {
            return new Placement(
                    image.width,
                    image.height,
                    Math.floorDiv(model.width - scaled.width, 2),
                    Math.floorDiv(model.height - scaled.height, 2),
                    scaled.width,
                    scaled.height);
        }

        private static int scaled(int side, double factor, int least) {
            return Math.max(least, (int) Math.round(side * factor));
        }
    }

    /** Where an image comes to lie in the model's. */
    Placement placement(ColourImage image) {
        return fit.place(image.width(), image.height(), width, height);
    }

    /** How many numbers an image becomes. */
    int size() {
        return channels.count() * width * height;
    }

    /** The tensor's dimensions for so many images. */
    long[] shape(int images) {
        return channelsFirst
                ? new long[] {images, channels.count(), height, width}
                : new long[] {images, height, width, channels.count()};
    }

    /** The numbers of an image, in the tensor's order. */
    float[] values(ColourImage image) {
        Placement place = placement(image);
        ColourImage fitted = image.resized(place.width(), place.height()).placed(place, width, height, padding);
        float[] values = new float[size()];
        int pixels = width * height;
        for (int c = 0; c < channels.count(); c++) {
            for (int i = 0; i < pixels; i++) {
                float value = (scale * channels.of(fitted, c, i) - mean[c]) / deviation[c];
                values[channelsFirst ? c * pixels + i : i * channels.count() + c] = value;
            }
        }
        return values;
    }
}
