/**
 * Tasks that a vendor's annotators ask for one at a time: which slots a claim leaves, and who holds one until when. Depends
 * on nothing but tasks.
 */
package dev.labelmill.core.lease;
