/* render/docx_parts.h - the parts of a Word document that are always the same. */
#ifndef TB_RENDER_DOCX_PARTS_H
#define TB_RENDER_DOCX_PARTS_H

extern const char tbi_docx_types[], tbi_docx_rels[], tbi_docx_header[], tbi_docx_document_head[],
    tbi_docx_links_head[];
extern const char tbi_docx_styles_vi[], tbi_docx_styles_en[];

#endif
