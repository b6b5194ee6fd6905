/**
 * Boxes on images: how far two overlap, how two people's boxes pair up, how several people's become one set.
 * A class is a number here.
 * It depends on matching, opinion and robust.
 */
package dev.labelmill.core.geometry;
