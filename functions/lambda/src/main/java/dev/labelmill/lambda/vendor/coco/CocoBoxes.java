package dev.labelmill.lambda.vendor.coco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Boxes of a file in order, chained by their images, as bare numbers in blocks. */
final class CocoBoxes {

    /** Most boxes of a file. */
    static final int MOST = 1_000_000;

    private static final int BLOCK = 4096;
    /** Left, top, width, height, category and the image's next box. */
    private static final int CELLS = 6;

    private static final int NEXT = 5;
    private static final int NONE = -1;

    private final List<double[]> blocks = new ArrayList<>();
    private int[] first = new int[0];
    private int[] last = new int[0];
    private int size;

    /**
     * Adds a box.
     *
     * @param bbox left, top, width and height
     */
    void add(int image, int category, double[] bbox) {
        if (size == MOST) {
            throw new CocoContent.TooMuch("more than " + MOST + " annotations");
        }
        if (size % BLOCK == 0) {
            blocks.add(new double[BLOCK * CELLS]);
        }
        makeRoomFor(image);
        double[] block = blocks.get(size / BLOCK);
        int at = size % BLOCK * CELLS;
        System.arraycopy(bbox, 0, block, at, bbox.length);
        block[at + NEXT - 1] = category;
        block[at + NEXT] = NONE;
        if (first[image] == NONE) {
            first[image] = size;
        } else {
            blocks.get(last[image] / BLOCK)[last[image] % BLOCK * CELLS + NEXT] = size;
        }
        last[image] = size++;
    }

    private void makeRoomFor(int image) {
        int before = first.length;
        if (image >= before) {
            int room = Math.max(image + 1, before * 2);
            first = Arrays.copyOf(first, room);
            last = Arrays.copyOf(last, room);
            Arrays.fill(first, before, room, NONE);
        }
    }

    /** Tells the boxes of an image, in the file's order. */
    void each(int image, IntConsumer box) {
        int next = image < first.length ? first[image] : NONE;
        while (next != NONE) {
            box.accept(next);
            next = (int) cell(next, NEXT);
        }
    }

    /** How many boxes an image has. */
    int count(int image) {
        int[] count = new int[1];
        each(image, box -> count[0]++);
        return count[0];
    }

    int category(int box) {
        return (int) cell(box, NEXT - 1);
    }

    /** @param edge 0 to 3: left, top, width, height */
    double edge(int box, int edge) {
        return cell(box, edge);
    }

    private double cell(int box, int cell) {
        return blocks.get(box / BLOCK)[box % BLOCK * CELLS + cell];
    }
}
