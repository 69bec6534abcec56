/**
 * Devices from NetBox, by its REST API 4.x.
 *
 * <p>Children are not nested in a NetBox device, so a sync reads four lists: the boards, their
 * interfaces, their power ports, and the PDUs that these are cabled to. The cable names PDU and
 * outlet; how to reach the PDU stands in a custom field of it.
 */
@NullMarked
package io.mozpool.plugins.netbox;

import org.jspecify.annotations.NullMarked;
