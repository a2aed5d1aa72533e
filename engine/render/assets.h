/* render/assets.h - files that go into pages as they are; the build turns each into an array
 * (assets.cmake). */
#ifndef TB_RENDER_ASSETS_H
#define TB_RENDER_ASSETS_H

extern const char tbi_asset_page_css[], tbi_asset_page_js[];
extern const char tbi_asset_atlas_css[], tbi_asset_atlas_js[], tbi_asset_atlas_model_js[];
extern const char
    tbi_asset_tiles_csv[]; /* set,unit,column,row: where each province is on the tile map */

#endif
