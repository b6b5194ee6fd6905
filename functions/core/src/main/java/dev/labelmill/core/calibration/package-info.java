/**
 * What a labeler's confidence is worth: binned confidences, the auto-accept cut-off, and temperature scaling.
 * Pre-labelling counts with it, the batch's planning reads it; all that is stored are integers.
 * It may depend on the bounds in certificate.
 */
package dev.labelmill.core.calibration;
